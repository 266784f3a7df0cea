package io.github.fer4j.cli.data;

import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fer sample-data}: draws a data set. */
@Command(
    name = "sample-data",
    description = {
      "Draw a synthetic data set in FER2013's format, to try everything with no download.",
      "The same number and seed give the same faces."
    },
    sortOptions = false)
public final class SampleDataCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "CSV",
      description = "the file to write: a name that ends with .csv or .csv.gz")
  Path out;

  @Option(
      names = "--per-class",
      defaultValue = "400",
      paramLabel = "N",
      description =
          "training faces of each of the seven labels, ${DEFAULT-VALUE} if left out; either test"
              + " split has an eighth of it")
  int perClass;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "random seed of the faces (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = {"--overwrite", "--force"},
      description = "replace a file that is there already (--force is the older name)")
  boolean overwrite;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
      throw new ParameterException(
          spec.commandLine(), "--out is '" + out + "', expected a name with .csv or .csv.gz");
    }
    SyntheticFaces faces = new SyntheticFaces(perClass, seed);
    write(faces);
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "%s: %,d drawn faces, seed %d; of each of the 7 labels %,d for training and %,d for"
            + " either test%n",
        out,
        faces.rows(),
        seed,
        faces.perClass(Split.TRAINING),
        faces.perClass(Split.PUBLIC_TEST));
    console.flush();
    return 0;
  }

  private void write(SyntheticFaces faces) throws IOException {
    try {
      FerCsvWriter.write(out, faces.examples(), overwrite);
    } catch (FileAlreadyExistsException there) {
      throw new FileAlreadyExistsException(
          out.toString(), null, "there already; choose another name, or add --overwrite");
    }
  }
}
