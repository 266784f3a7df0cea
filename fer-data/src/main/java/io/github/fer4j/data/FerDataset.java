package io.github.fer4j.data;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * FER2013, or other data with its labels, in memory; what form they have is seen by their content.
 * Immutable; about 2.4 kB an example, since pixels stay bytes: 32,298 rows take 80 MB.
 */
public final class FerDataset {
  static final String FER2013_FORM = "the FER2013 CSV";

  private final Path file;
  private final String form;
  private final boolean drawn;
  private final String sha256;
  private final List<Example> examples;
  private final DatasetSummary summary;

  private FerDataset(Path file, LoadedRows rows) {
    this.file = file;
    this.form = rows.form();
    this.drawn = rows.splits() == LoadedRows.Splits.NONE;
    this.sha256 = rows.sha256();
    this.examples = List.copyOf(rows.examples());
    this.summary = DatasetSummary.of(examples, rows.skipped());
  }

  /**
   * Loads a file; the first bad row is an error.
   *
   * @param file a CSV, plain, as gzip or alone in a zip; a folder, or a zip, of pictures in folders
   *     named by label; a CSV of labels beside its pictures
   * @throws IOException if the file cannot be read
   * @throws MalformedDataException if it is not FER2013, or has no row
   */
  public static FerDataset load(Path file) throws IOException {
    return load(file, LoadOptions.strictly());
  }

  /**
   * Loads a file.
   *
   * @param file a CSV, plain, as gzip or alone in a zip; a folder, or a zip, of pictures in folders
   *     named by label; a CSV of labels beside its pictures
   * @throws IOException if the file cannot be read
   * @throws MalformedDataException if it is not FER2013, has no good row, or has a bad one and the
   *     options are strict
   */
  public static FerDataset load(Path file, LoadOptions options) throws IOException {
    LoadedRows rows = DataSource.read(file, options);
    if (rows.examples().isEmpty()) {
      throw noGoodRow(file, rows.skipped());
    }
    return new FerDataset(file, rows);
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
    List<Example> joined = FerPlus.read(ferPlus).join(examples, rows, !drawn);
    LoadedRows.Splits splits = drawn ? LoadedRows.Splits.NONE : LoadedRows.Splits.NAMED;
    return new FerDataset(file, new LoadedRows(form, sha256, joined, summary.skipped(), splits));
  }

  /** What the data were taken for, in words, and which splits were drawn. */
  public String form() {
    return form;
  }

  /** Whether the data are FER2013's own CSV, with its splits. */
  public boolean isFer2013Csv() {
    return form.equals(FER2013_FORM);
  }

  /** The file or folder that was loaded. */
  public Path file() {
    return file;
  }

  /**
   * SHA-256, 64 hexadecimal digits: of the file as it lies on disk (compressed, if it is); of a
   * folder, of what {@code sha256sum} prints of its pictures in their order; of a CSV of labels, of
   * its own digest and those of its pictures, a line for each.
   */
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
    return examples(split, ClassSet.FIVE);
  }

  /**
   * The examples of a split that have one of these classes, in the order of the file; unmodifiable.
   *
   * @throws MalformedDataException if the file has none
   */
  public List<Example> examples(Split split, ClassSet classes) {
    List<Example> chosen =
        examples.stream()
            .filter(example -> example.split() == split && example.emotion(classes).isPresent())
            .toList();
    if (chosen.isEmpty()) {
      throw MalformedDataException.inFile(
          file.toString(),
          "",
          "rows of split " + split.usage() + " with one of the " + classes + " classes",
          "none (" + available(classes) + ")",
          "Choose a split that the file has, or give the file that has this one.");
    }
    return chosen;
  }

  /**
   * Requires rows of each class, so that a figure over these classes is one over all of them.
   *
   * @throws MalformedDataException if a split has no row of one of the classes
   */
  public void requireEveryClass(Split split, ClassSet classes) {
    List<String> missing =
        classes.emotions().stream()
            .filter(emotion -> summary.count(split, emotion) == 0)
            .map(Emotion::label)
            .toList();
    if (!missing.isEmpty()) {
      throw MalformedDataException.inFile(
          file.toString(),
          "split " + split.usage(),
          "rows of all " + classes + " classes",
          "none of " + String.join(", ", missing),
          "Give data that have them, choose other classes (--classes), or leave these out with"
              + " --strict=false.");
    }
  }

  private String available(ClassSet classes) {
    List<String> splits = new ArrayList<>();
    for (Split split : Split.values()) {
      splits.add(split.usage() + " " + summary.used(split, classes));
    }
    return String.join(", ", splits);
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
