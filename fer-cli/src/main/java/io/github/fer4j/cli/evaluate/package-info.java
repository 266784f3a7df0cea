/** {@code fer evaluate}: how good a model is, on which split, measured on the exported file. */
@NullMarked
package io.github.fer4j.cli.evaluate;

import org.jspecify.annotations.NullMarked;
