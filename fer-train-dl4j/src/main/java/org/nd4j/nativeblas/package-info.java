/** A stand-in that Deeplearning4j's oneDNN helpers look for under this name; nothing to call. */
package org.nd4j.nativeblas;
