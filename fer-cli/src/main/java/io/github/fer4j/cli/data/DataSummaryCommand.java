package io.github.fer4j.cli.data;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.data.FerDataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer data summary}: how many faces of each kind a file has. */
@Command(
    name = "summary",
    description =
        "Count the images of a data set by split, emotion and state, and those that are dropped.",
    sortOptions = false)
public final class DataSummaryCommand implements Callable<Integer> {

  @Mixin DataOptions data;

  @Option(
      names = "--classes",
      defaultValue = "five",
      paramLabel = "SET",
      description = "classes that count: five, seven or eight (default: ${DEFAULT-VALUE})")
  ClassSet classes;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    FerDataset dataset = data.load();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(SummaryJson.of(dataset, classes).toPrettyString());
    } else {
      SummaryTable.print(out, dataset, classes);
    }
    out.flush();
    return 0;
  }
}
