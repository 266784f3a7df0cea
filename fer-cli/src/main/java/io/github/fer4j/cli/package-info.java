/** The command line over all modules of fer4j: the only place that sees everything. */
@NullMarked
package io.github.fer4j.cli;

import org.jspecify.annotations.NullMarked;
