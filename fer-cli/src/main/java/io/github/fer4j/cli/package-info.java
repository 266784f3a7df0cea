/** The command line over all modules of fer4j: the only place that sees everything. */
package io.github.fer4j.cli;
