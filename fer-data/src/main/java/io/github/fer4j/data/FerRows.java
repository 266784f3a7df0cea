package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipException;

/**
 * The rows of one source, in order. A bad row throws, and the next call goes on behind it.
 *
 * <p>Memory is bounded whatever the source holds, since {@link CsvLines} is.
 */
final class FerRows implements Closeable {
  private final CsvSource source;
  private final CsvLines lines;
  private final CsvFields fields = new CsvFields();
  private final FerColumns columns;
  private final FerRowParser parser;
  private int row;

  private FerRows(CsvSource source, Function<CsvFields, FerColumns> columns) throws IOException {
    this.source = source;
    this.lines = new CsvLines(source.stream());
    readHeader();
    this.columns = columns.apply(fields);
    this.parser = new FerRowParser(source.name(), this.columns);
  }

  /** What the header says. */
  FerColumns columns() {
    return columns;
  }

  /**
   * Reads the header of FER2013; closes the source if there is none.
   *
   * @throws MalformedDataException if there is none, or it lacks a column
   */
  static FerRows open(CsvSource source) throws IOException {
    FerRows rows = open(source, Optional.empty());
    if (!rows.columns.hasUsage()) {
      rows.close();
      throw FerColumns.malformed(source.name(), rows.fields, "Usage");
    }
    return rows;
  }

  /**
   * Reads a header that may lack the column Usage, in whose place another can be named.
   *
   * @throws MalformedDataException if there is none, or it lacks a column
   */
  static FerRows open(CsvSource source, Optional<String> splitColumn) throws IOException {
    return open(source, header -> FerColumns.ofHeader(source.name(), header, splitColumn));
  }

  /**
   * Reads a header of faces whose labels do not matter.
   *
   * @throws MalformedDataException if there is none, or it lacks the pixels
   */
  static FerRows openFaces(CsvSource source) throws IOException {
    return open(source, header -> FerColumns.ofFaces(source.name(), header));
  }

  private static FerRows open(CsvSource source, Function<CsvFields, FerColumns> columns)
      throws IOException {
    try {
      return new FerRows(source, columns);
    } catch (IOException | RuntimeException failure) {
      source.close();
      throw failure;
    }
  }

  /**
   * The next row; empty at the end.
   *
   * @throws MalformedDataException if the row is bad, or the archive that holds it
   */
  Optional<Example> next() throws IOException {
    return nextLine() ? Optional.of(parser.parse(lines, fields, row)) : Optional.empty();
  }

  /**
   * The face of the next row, whatever its label; empty at the end.
   *
   * @throws MalformedDataException if the row is bad, or the archive that holds it
   */
  Optional<FaceImage> nextFace() throws IOException {
    return nextLine() ? Optional.of(parser.parseFace(lines, fields, row)) : Optional.empty();
  }

  private boolean nextLine() throws IOException {
    if (!advance()) {
      source.finish();
      return false;
    }
    row++;
    checkLine();
    return true;
  }

  /** How many rows have been read, good and bad. */
  int row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private void readHeader() throws IOException {
    if (!advance()) {
      throw MalformedDataException.inFile(
          source.name(),
          "",
          "the header emotion,pixels,Usage and rows",
          "nothing",
          "Give the FER2013 CSV; 'fer sample-data' draws one to try.");
    }
    FileKind.ofFirstLine(lines)
        .ifPresent(
            kind -> {
              throw MalformedDataException.inFile(
                  source.name(), "header", "a CSV in UTF-8", kind.description(), kind.advice());
            });
    fields.split(lines.buffer(), lines.start(), lines.end());
  }

  private void checkLine() {
    if (lines.overlong()) {
      throw MalformedDataException.inRow(
          source.name(),
          row,
          lines.number(),
          "a line of at most " + CsvLines.MAX_LENGTH + " bytes",
          "a longer one");
    }
    if (!fields.split(lines.buffer(), lines.start(), lines.end())) {
      throw MalformedDataException.inRow(
          source.name(),
          row,
          lines.number(),
          "every quoted field closed before the next comma or the end of the line",
          CsvFields.quotation(lines.buffer(), lines.start(), lines.end()));
    }
  }

  /** Goes to the next line that is not blank. */
  private boolean advance() throws IOException {
    try {
      boolean found = lines.advance();
      while (found && !lines.overlong() && lines.isBlank()) {
        found = lines.advance();
      }
      return found;
    } catch (EOFException | ZipException cut) {
      throw CsvSource.damaged(source.name(), row == 0 ? "" : "after row " + row, cut);
    }
  }
}
