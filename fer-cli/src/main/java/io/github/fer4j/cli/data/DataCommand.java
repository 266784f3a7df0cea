package io.github.fer4j.cli.data;

import picocli.CommandLine.Command;

/** {@code fer data}: the group of commands that look at a data set. */
@Command(
    name = "data",
    description = "Look at a FER2013 data set.",
    subcommands = {DataSummaryCommand.class, DataAuditCommand.class})
public final class DataCommand {}
