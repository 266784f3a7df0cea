/** {@code fer evaluate}: how good a model is, on which split, measured on the exported file. */
package io.github.fer4j.cli.evaluate;
