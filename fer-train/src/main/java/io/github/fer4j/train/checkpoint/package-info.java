/**
 * Checkpoints: everything that a training run needs to resume, in one file that is replaced at once
 * or not at all. The format is safetensors, which Python reads too; it holds numbers and text, and
 * nothing in it can run.
 */
@NullMarked
package io.github.fer4j.train.checkpoint;

import org.jspecify.annotations.NullMarked;
