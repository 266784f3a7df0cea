package io.github.fer4j.cli.data;

import picocli.CommandLine.Command;

/** {@code fer data}: the group of commands that look at a data set. */
@Command(
    name = "data",
    description = "Summarise, audit or convert a data set.",
    subcommands = {DataSummaryCommand.class, DataAuditCommand.class, DataConvertCommand.class})
public final class DataCommand {}
