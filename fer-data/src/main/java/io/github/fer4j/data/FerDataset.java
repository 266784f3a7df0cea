package io.github.fer4j.data;

import io.github.fer4j.core.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A FER2013 file in memory. Immutable; about 2.4 kB an example, since pixels stay bytes: 32,298
 * rows take 80 MB.
 */
public final class FerDataset {
  private static final int PROGRESS_INTERVAL = 1000;

  private final Path file;
  private final String sha256;
  private final List<Example> examples;
  private final DatasetSummary summary;

  private FerDataset(Path file, String sha256, List<Example> examples, SkippedRows skipped) {
    this.file = file;
    this.sha256 = sha256;
    this.examples = List.copyOf(examples);
    this.summary = DatasetSummary.of(examples, skipped);
  }

  /**
   * Loads a file; the first bad row is an error.
   *
   * @param file {@code .csv}, {@code .csv.gz}, or {@code .zip} with one CSV in it
   * @throws IOException if the file cannot be read
   * @throws MalformedDataException if it is not FER2013, or has no row
   */
  public static FerDataset load(Path file) throws IOException {
    return load(file, LoadOptions.strictly());
  }

  /**
   * Loads a file.
   *
   * @param file {@code .csv}, {@code .csv.gz}, or {@code .zip} with one CSV in it
   * @throws IOException if the file cannot be read
   * @throws MalformedDataException if it is not FER2013, has no good row, or has a bad one and the
   *     options are strict
   */
  public static FerDataset load(Path file, LoadOptions options) throws IOException {
    try (CsvSource source = CsvSource.ofFile(file).readingAhead();
        FerRecordReader reader = new FerRecordReader(options.strict())) {
      reader.initialize(source);
      List<Example> examples = readAll(reader, options);
      if (examples.isEmpty()) {
        throw noGoodRow(file, reader.skipped());
      }
      return new FerDataset(file, source.sha256(), examples, reader.skipped());
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /**
   * The same data with the votes of FER+, matched row by row.
   *
   * @param ferPlus {@code fer2013new.csv}, with as many rows as the file of this data
   * @throws IOException if it cannot be read
   * @throws MalformedDataException if it is something else, or of other data
   */
  public FerDataset withVotes(Path ferPlus) throws IOException {
    int rows = examples.size() + summary.skipped().count();
    List<Example> joined = FerPlus.read(ferPlus).join(examples, rows);
    return new FerDataset(file, sha256, joined, summary.skipped());
  }

  /** The file that was loaded. */
  public Path file() {
    return file;
  }

  /** SHA-256 of the file as it lies on disk (compressed, if it is), 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** How many rows there are of each kind. */
  public DatasetSummary summary() {
    return summary;
  }

  /** The rows of all splits and all seven labels, in the order of the file; unmodifiable. */
  public List<Example> allExamples() {
    return examples;
  }

  /**
   * The examples of a split that have one of the five classes, in the order of the file;
   * unmodifiable.
   *
   * @throws MalformedDataException if the file has none
   */
  public List<Example> examples(Split split) {
    List<Example> chosen =
        examples.stream()
            .filter(example -> example.split() == split && example.emotion().isPresent())
            .toList();
    if (chosen.isEmpty()) {
      throw MalformedDataException.inFile(
          file.toString(),
          "",
          "rows of split " + split.usage() + " with one of the five classes",
          "none (" + available() + ")",
          "Choose a split that the file has, or give the file that has this one.");
    }
    return chosen;
  }

  private String available() {
    List<String> splits = new ArrayList<>();
    for (Split split : Split.values()) {
      splits.add(split.usage() + " " + summary.used(split));
    }
    return String.join(", ", splits);
  }

  private static List<Example> readAll(FerRecordReader reader, LoadOptions options) {
    List<Example> examples = new ArrayList<>();
    while (reader.hasNext()) {
      examples.add(reader.nextExample());
      if (examples.size() % PROGRESS_INTERVAL == 0) {
        options.progress().accept(examples.size());
      }
    }
    options.progress().accept(examples.size());
    return examples;
  }

  private static MalformedDataException noGoodRow(Path file, SkippedRows skipped) {
    return MalformedDataException.inFile(
        file.toString(),
        "",
        "rows under the header",
        skipped.count() == 0
            ? "a header only"
            : "none that is good (" + skipped.count() + " bad; " + skipped.first().get(0) + ")",
        "Give the FER2013 CSV; 'fer sample-data' draws one to try.");
  }
}
