package io.github.fer4j.cli.data;

import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.FerFolderWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer data convert}: a data set in another form. */
@Command(
    name = "convert",
    description = {
      "Write a data set as a FER2013 CSV, or as folders of PNG by split and label.",
      "Faces, labels, splits and their order stay, so that both train to the same weights."
    },
    sortOptions = false)
public final class DataConvertCommand implements Callable<Integer> {

  @Mixin DataOptions data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "CSV|DIR",
      description = "a new file that ends with .csv or .csv.gz, or else a new folder")
  Path out;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new FileAlreadyExistsException(
          out.toString(), null, "is there already; choose another name, or remove this one");
    }
    FerDataset dataset = data.load();
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      FerCsvWriter.write(out, dataset.allExamples().stream(), false);
    } else {
      FerFolderWriter.write(out, dataset.allExamples());
    }
    PrintWriter console = spec.commandLine().getOut();
    console.printf(Locale.ROOT, "%s: %,d faces%n", out, dataset.allExamples().size());
    console.flush();
    return 0;
  }
}
