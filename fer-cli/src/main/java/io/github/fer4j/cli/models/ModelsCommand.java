package io.github.fer4j.cli.models;

import picocli.CommandLine.Command;

/** {@code fer models}: the group of commands for models of others. */
@Command(
    name = "models",
    description = "List and fetch models of others that fer can use, such as face detectors.",
    subcommands = {ModelsListCommand.class, ModelsFetchCommand.class})
public final class ModelsCommand {}
