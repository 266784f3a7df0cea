/** {@code fer train}: settings as options, progress on the terminal, a clean end on Ctrl-C. */
@NullMarked
package io.github.fer4j.cli.train;

import org.jspecify.annotations.NullMarked;
