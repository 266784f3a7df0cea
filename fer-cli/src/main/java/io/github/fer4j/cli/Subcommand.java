package io.github.fer4j.cli;

/**
 * A command that a module adds to {@code fer}: a class annotated with picocli's {@code @Command},
 * named in {@code META-INF/services}. So the command line offers what is on the class path, and
 * depends on none of it.
 */
public interface Subcommand {}
