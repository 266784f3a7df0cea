/** {@code fer bench}: how fast the parts are on this machine. */
package io.github.fer4j.bench;
