/** {@code fer export}: a checkpoint in, a model file and its card out. */
package io.github.fer4j.cli.export;
