/**
 * NVIDIA cards, as their driver's own program {@code nvidia-smi} tells of them: asked before an
 * engine touches CUDA, because natives that hold no code for a card end the process rather than
 * throw.
 */
@NullMarked
package io.github.fer4j.train.internal.cuda;

import org.jspecify.annotations.NullMarked;
