package io.github.fer4j.data;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.TemporaryFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Writes examples as a FER2013 file: header {@code emotion,pixels,Usage}, bare pixels, LF. */
public final class FerCsvWriter {
  private static final String HEADER = "emotion,pixels,Usage\n";
  private static final int BUFFER_SIZE = 1 << 16;

  private FerCsvWriter() {}

  /**
   * Writes a file, whole or not at all.
   *
   * @param file where to; compressed if the name ends with {@code .gz}
   * @param examples the rows, in order
   * @param overwrite whether a file that is there already may be replaced
   * @throws FileAlreadyExistsException if there is a file already and it may not be replaced
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Stream<Example> examples, boolean overwrite)
      throws IOException {
    if (!overwrite && Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "there is such a file already");
    }
    try {
      TemporaryFiles.removeOld(file.toAbsolutePath().getParent());
      AtomicFile.write(file, out -> writeCompressed(file, out, examples));
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException failure) {
      throw new IOException(file + ": cannot be written: " + failure.getMessage(), failure);
    }
  }

  /** Writes header and rows to a stream, which is left open. */
  public static void write(OutputStream out, Stream<Example> examples) throws IOException {
    out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
    StringBuilder line = new StringBuilder();
    for (Iterator<Example> rows = examples.iterator(); rows.hasNext(); ) {
      line.setLength(0);
      append(line, rows.next());
      out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
    }
    out.flush();
  }

  private static void writeCompressed(Path file, OutputStream out, Stream<Example> examples)
      throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
      write(out, examples);
      return;
    }
    GZIPOutputStream compressed = new GZIPOutputStream(out, BUFFER_SIZE);
    write(compressed, examples);
    compressed.finish();
  }

  private static void append(StringBuilder line, Example example) {
    line.append(example.label().code());
    char separator = ',';
    for (int y = 0; y < FaceImage.SIDE; y++) {
      for (int x = 0; x < FaceImage.SIDE; x++) {
        line.append(separator).append(example.image().pixel(x, y));
        separator = ' ';
      }
    }
    line.append(',').append(example.split().usage()).append('\n');
  }
}
