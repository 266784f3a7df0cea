package io.github.fer4j.cli.data;

import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.LoadOptions;
import io.github.fer4j.data.SkippedRow;
import io.github.fer4j.data.SkippedRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that loads a data set. */
public final class DataOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "CSV",
      description = "FER2013 CSV (.csv, .csv.gz, or .zip with one CSV in it)")
  Path file;

  @Option(
      names = "--strict",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "whether a bad row ends the command (default) or is skipped and counted")
  boolean strict;

  @Option(
      names = "--fer-plus",
      paramLabel = "CSV",
      description = "votes of FER+ for the rows of --data (fer2013new.csv)")
  Path ferPlus;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /**
   * Loads the data set and tells standard error which rows were skipped.
   *
   * @throws IOException if the file cannot be read
   * @throws io.github.fer4j.data.MalformedDataException if it is not FER2013
   */
  public FerDataset load() throws IOException {
    FerDataset dataset = load(file, strict, command.commandLine().getErr());
    return ferPlus == null ? dataset : dataset.withVotes(ferPlus);
  }

  /** These options as they are typed. */
  public String typed() {
    return "--data "
        + file
        + (ferPlus == null ? "" : " --fer-plus " + ferPlus)
        + (strict ? "" : " --strict=false");
  }

  /**
   * Loads a data set, for commands whose option is not always required.
   *
   * @param err is told which rows were skipped
   * @throws IOException if the file cannot be read
   * @throws io.github.fer4j.data.MalformedDataException if it is not FER2013
   */
  public static FerDataset load(Path file, boolean strict, PrintWriter err) throws IOException {
    FerDataset dataset =
        FerDataset.load(file, strict ? LoadOptions.strictly() : LoadOptions.leniently());
    SkippedRows skipped = dataset.summary().skipped();
    if (skipped.count() > 0) {
      report(skipped, err);
    }
    return dataset;
  }

  private static void report(SkippedRows skipped, PrintWriter err) {
    int listed = skipped.first().size();
    err.println(
        "fer: skipped "
            + skipped.count()
            + (skipped.count() == 1 ? " bad row" : " bad rows")
            + (listed < skipped.count() ? "; the first " + listed + ":" : ":"));
    for (SkippedRow row : skipped.first()) {
      err.println("  " + row);
    }
    err.flush();
  }
}
