package io.github.fer4j.cli.data;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.LoadOptions;
import io.github.fer4j.data.SkippedRow;
import io.github.fer4j.data.SkippedRows;
import io.github.fer4j.data.SplitOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that loads a data set. */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = {
        "FER2013 CSV (.csv, .csv.gz, or .zip with one CSV in it), a folder or zip of pictures in"
            + " folders named by label (train/angry/1.jpg, or angry/1.jpg), or a CSV of"
            + " path,label[,split] beside its pictures"
      })
  Path file;

  @Option(
      names = "--strict",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "whether a bad row or picture, or a class without rows, ends the command (default) or is"
              + " skipped")
  boolean strict;

  @Option(
      names = "--fer-plus",
      paramLabel = "CSV",
      description = "votes of FER+ for the rows of --data (fer2013new.csv)")
  Path ferPlus;

  @Option(
      names = "--split-column",
      paramLabel = "NAME",
      description = "column of a CSV that holds train, validation or test, in place of Usage")
  String splitColumn;

  @Option(
      names = "--validation-share",
      paramLabel = "SHARE",
      description =
          "draw this share of the training rows for validation, copies of a picture on one side"
              + " (0.1 where the data name no validation split)")
  Double validationShare;

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      description =
          "draw this share of the training rows for the test (0.1 where the data name no splits at all)")
  Double testShare;

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "random seed of the drawn splits (default: ${DEFAULT-VALUE})")
  long splitSeed;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /**
   * Loads the data set and tells standard error what it was taken for, if it is not FER2013's own
   * CSV, and which rows were skipped.
   *
   * @throws ParameterException if no data are named, or a share is outside its range
   * @throws IOException if the data cannot be read
   * @throws io.github.fer4j.data.MalformedDataException if they have none of the known forms
   */
  public FerDataset load() throws IOException {
    if (file == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--data=DATA'");
    }
    LoadOptions options = strict ? LoadOptions.strictly() : LoadOptions.leniently();
    FerDataset dataset = FerDataset.load(file, options.withSplits(splits()));
    PrintWriter err = command.commandLine().getErr();
    if (!dataset.isFer2013Csv()) {
      err.println("fer: " + file + " is " + dataset.form());
      err.flush();
    }
    if (dataset.summary().skipped().count() > 0) {
      report(dataset.summary().skipped(), err);
    }
    return ferPlus == null ? dataset : dataset.withVotes(ferPlus);
  }

  /**
   * Requires rows of each class, unless bad data are to be skipped.
   *
   * @throws io.github.fer4j.data.MalformedDataException if a split has no row of one of them
   */
  public void requireEveryClass(FerDataset dataset, Split split, ClassSet classes) {
    if (strict) {
      dataset.requireEveryClass(split, classes);
    }
  }

  /** Whether votes of FER+ are given. */
  public boolean haveVotes() {
    return ferPlus != null;
  }

  /** Whether data are named. */
  public boolean given() {
    return file != null;
  }

  /** The files that are read, which no output may replace. */
  public List<Path> inputs() {
    return Stream.of(file, ferPlus).filter(Objects::nonNull).toList();
  }

  private SplitOptions splits() {
    try {
      return new SplitOptions(
          Optional.ofNullable(splitColumn), share(validationShare), share(testShare), splitSeed);
    } catch (IllegalArgumentException outside) {
      throw new ParameterException(command.commandLine(), outside.getMessage());
    }
  }

  private static OptionalDouble share(@Nullable Double given) {
    return given == null ? OptionalDouble.empty() : OptionalDouble.of(given);
  }

  /** These options as they are typed. */
  public String typed() {
    return "--data "
        + file
        + typed("--fer-plus", ferPlus)
        + typed("--split-column", splitColumn)
        + typed("--validation-share", validationShare)
        + typed("--test-share", testShare)
        + typed("--split-seed", splitSeed == 1 ? null : splitSeed)
        + (strict ? "" : " --strict=false");
  }

  private static String typed(String name, @Nullable Object value) {
    return value == null ? "" : " " + name + " " + value;
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
