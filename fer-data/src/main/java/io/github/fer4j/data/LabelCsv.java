package io.github.fer4j.data;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.LoadedRows.Splits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV that names pictures beside it: columns for the path, the label and, where the data have
 * splits, the split.
 */
final class LabelCsv {
  private static final Set<String> PATH = Set.of("path", "file", "filename", "image", "pth");
  private static final Set<String> LABEL = Set.of("label", "emotion", "expression", "class");
  private static final Set<String> SPLIT = Set.of("split", "usage", "set", "subset");

  private final Path file;
  private final LoadOptions options;
  private final CsvFields fields = new CsvFields();
  private final List<PictureRows.Entry> entries = new ArrayList<>();
  private int path;
  private int label;
  private int split;
  private int columns;
  private int contempt;

  private LabelCsv(Path file, LoadOptions options) {
    this.file = file;
    this.options = options;
  }

  /** Whether the header of a CSV is that of this form: a path and a label, and no pixels. */
  static boolean isOne(Path file) throws IOException {
    try (CsvSource source = CsvSource.ofFile(file)) {
      CsvLines lines = new CsvLines(source.stream());
      if (!lines.advance() || lines.overlong()) {
        return false;
      }
      CsvFields header = new CsvFields();
      header.split(lines.buffer(), lines.start(), lines.end());
      List<String> names = FerColumns.names(header);
      return !names.contains(FerColumns.PIXELS)
          && names.stream().anyMatch(PATH::contains)
          && names.stream().anyMatch(LABEL::contains);
    } catch (java.io.EOFException | java.util.zip.ZipException cut) {
      return false;
    }
  }

  static LoadedRows read(Path file, LoadOptions options) throws IOException {
    return new LabelCsv(file, options).read();
  }

  private LoadedRows read() throws IOException {
    String sha256;
    try (CsvSource source = CsvSource.ofFile(file)) {
      CsvLines lines = new CsvLines(source.stream());
      lines.advance();
      readHeader(lines);
      while (lines.advance()) {
        if (!lines.isBlank()) {
          readRow(lines);
        }
      }
      source.finish();
      sha256 = source.sha256();
    }
    Path folder = file.toAbsolutePath().getParent();
    try (FolderPictures pictures = new FolderPictures(folder)) {
      PictureRows.Result read = new PictureRows(file.toString(), pictures, options).read(entries);
      return new LoadedRows(
          "a CSV of labels beside pictures"
              + (split < 0 ? "" : ", with splits")
              + (contempt == 0 ? "" : "; left out: " + contempt + " pictures of contempt"),
          CsvSource.sha256(
              (sha256 + "\n" + String.join("\n", read.digests())).getBytes(StandardCharsets.UTF_8)),
          read.examples(),
          read.skipped(),
          split < 0 ? Splits.NONE : Splits.NAMED);
    }
  }

  private void readHeader(CsvLines lines) {
    fields.split(lines.buffer(), lines.start(), lines.end());
    List<String> names = FerColumns.names(fields);
    columns = names.size();
    path = find(names, PATH);
    label = find(names, LABEL);
    Optional<String> chosen = options.splits().column();
    split = chosen.map(c -> names.indexOf(c.toLowerCase(Locale.ROOT))).orElse(find(names, SPLIT));
    if (chosen.isPresent() && split < 0) {
      throw MalformedDataException.inFile(
          file.toString(),
          "header",
          "a column " + chosen.get() + " for the split",
          FerColumns.quoted(fields),
          "Name a column that is there.");
    }
  }

  private static int find(List<String> names, Set<String> wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (wanted.contains(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private void readRow(CsvLines lines) {
    int row = entries.size() + contempt + 1;
    boolean whole =
        !lines.overlong()
            && fields.split(lines.buffer(), lines.start(), lines.end())
            && fields.count() == columns;
    if (!whole) {
      add("in row " + row, Optional.empty(), Split.TRAINING, row, columns + " columns", "others");
      return;
    }
    String picture = fields.text(path).strip().replace('\\', '/');
    String labelName = fields.text(label);
    if (FolderNames.isContempt(labelName)) {
      contempt++;
      return;
    }
    Optional<FerLabel> found = FolderNames.label(labelName);
    Optional<Split> part =
        split < 0 ? Optional.of(Split.TRAINING) : FolderNames.split(fields.text(split));
    Split known = part.orElse(Split.TRAINING);
    if (!isInside(picture)) {
      add(picture, found, known, row, "a path inside the folder of the CSV", "another");
    } else if (found.isEmpty()) {
      add(picture, found, known, row, "the label " + FolderNames.LABELS, fields.quotation(label));
    } else if (part.isEmpty()) {
      add(picture, found, known, row, "the split " + FolderNames.SPLITS, fields.quotation(split));
    } else {
      entries.add(new PictureRows.Entry(picture, found, known, row, Optional.empty()));
    }
  }

  private void add(
      String picture,
      Optional<FerLabel> found,
      Split part,
      int row,
      String expected,
      String instead) {
    entries.add(
        new PictureRows.Entry(
            picture, found, part, row, Optional.of(new PictureRows.Fault(expected, instead))));
  }

  private static boolean isInside(String picture) {
    return !picture.isEmpty()
        && picture.indexOf('\0') < 0
        && !picture.startsWith("/")
        && !picture.matches("[A-Za-z]:.*")
        && !List.of(picture.split("/")).contains("..");
  }
}
