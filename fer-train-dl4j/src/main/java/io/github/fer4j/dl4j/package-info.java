/**
 * The training engine on Deeplearning4j and ND4J: the convolutions run through oneDNN, and the
 * update of the weights is written out on the flat parameter vector, so that it follows {@link
 * io.github.fer4j.train.engine.Optimizer} to the letter.
 */
@NullMarked
package io.github.fer4j.dl4j;

import org.jspecify.annotations.NullMarked;
