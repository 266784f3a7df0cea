package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;

/** Turns the fields of a row into an {@link Example}, or says exactly why it cannot. */
final class FerRowParser {
  private static final int PIXEL_MAX = 255;
  private static final int DECIMAL = 10;

  private final String resource;
  private final FerColumns columns;
  private final byte[] pixels = new byte[FaceImage.PIXELS];

  FerRowParser(String resource, FerColumns columns) {
    this.resource = resource;
    this.columns = columns;
  }

  /**
   * The example on the line.
   *
   * @param lines stands on the line
   * @param fields has split it
   * @param row number of the data row, from 1
   * @throws MalformedDataException if the row is not one of FER2013
   */
  Example parse(CsvLines lines, CsvFields fields, int row) {
    long line = lines.number();
    requireColumns(fields, row, line);
    FerLabel label = label(fields, row, line);
    Split split = split(fields, row, line);
    readPixels(lines.buffer(), fields, row, line);
    return new Example(FaceImage.of(pixels), label, split, row);
  }

  /**
   * The face on the line, whatever its label.
   *
   * @throws MalformedDataException if the row has no face
   */
  FaceImage parseFace(CsvLines lines, CsvFields fields, int row) {
    requireColumns(fields, row, lines.number());
    readPixels(lines.buffer(), fields, row, lines.number());
    return FaceImage.of(pixels);
  }

  private void requireColumns(CsvFields fields, int row, long line) {
    if (fields.count() != columns.count()) {
      throw malformed(
          row, line, columns.count() + " columns as in the header", fields.count() + " columns");
    }
  }

  private FerLabel label(CsvFields fields, int row, long line) {
    String code = fields.text(columns.emotion()).strip();
    if (code.length() != 1 || code.charAt(0) < '0' || code.charAt(0) >= '0' + FerLabel.COUNT) {
      throw malformed(
          row, line, "an emotion code from 0 to 6", fields.quotation(columns.emotion()));
    }
    return FerLabel.ofCode(code.charAt(0) - '0');
  }

  private Split split(CsvFields fields, int row, long line) {
    if (!columns.hasUsage()) {
      return Split.TRAINING;
    }
    String name = fields.text(columns.usage()).strip();
    return (columns.usageChosen() ? FolderNames.split(name) : Split.ofUsage(name))
        .orElseThrow(
            () ->
                malformed(
                    row,
                    line,
                    columns.usageChosen()
                        ? "the split " + FolderNames.SPLITS
                        : "Usage Training, PublicTest or PrivateTest",
                    fields.quotation(columns.usage())));
  }

  private void readPixels(byte[] bytes, CsvFields fields, int row, long line) {
    int end = fields.end(columns.pixels());
    int at = skipBlanks(bytes, fields.start(columns.pixels()), end);
    int count = 0;
    while (at < end) {
      int first = at;
      int value = 0;
      while (at < end && !isBlank(bytes[at])) {
        int digit = bytes[at++] - '0';
        value = digit >= 0 && digit < DECIMAL ? value * DECIMAL + digit : PIXEL_MAX + 1;
        if (value > PIXEL_MAX) {
          throw badPixel(bytes, first, end, count + 1, row, line);
        }
      }
      if (count < FaceImage.PIXELS) {
        pixels[count] = (byte) value;
      }
      count++;
      at = skipBlanks(bytes, at, end);
    }
    if (count != FaceImage.PIXELS) {
      throw malformed(row, line, FaceImage.PIXELS + " pixels", count + " pixels");
    }
  }

  private MalformedDataException badPixel(
      byte[] bytes, int first, int end, int number, int row, long line) {
    int to = first;
    while (to < end && !isBlank(bytes[to])) {
      to++;
    }
    return malformed(
        row,
        line,
        "a whole number from 0 to 255 as pixel " + number,
        CsvFields.quotation(bytes, first, to));
  }

  private MalformedDataException malformed(int row, long line, String expected, String found) {
    return MalformedDataException.inRow(resource, row, line, expected, found);
  }

  private static int skipBlanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }
}
