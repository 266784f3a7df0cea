/** {@code fer train}: settings as options, progress on the terminal, a clean end on Ctrl-C. */
package io.github.fer4j.cli.train;
