/** {@code fer export}: a checkpoint in, a model file and its card out. */
@NullMarked
package io.github.fer4j.cli.export;

import org.jspecify.annotations.NullMarked;
