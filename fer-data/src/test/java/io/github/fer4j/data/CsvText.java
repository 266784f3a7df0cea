package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pieces of FER2013 files, for tests. */
final class CsvText {
  static final String HEADER = "emotion,pixels,Usage\n";

  private CsvText() {}

  /** A row with bare pixels, all of one gray. */
  static String row(int code, int gray, String usage) {
    return code + "," + pixels(FaceImage.PIXELS, gray) + "," + usage + "\n";
  }

  /** So many pixels of one gray, with blanks between them. */
  static String pixels(int count, int gray) {
    return String.join(" ", Collections.nCopies(count, Integer.toString(gray)));
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** A zip archive with the same text under every name. */
  static Path zip(Path file, String text, String... names) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          out.write(text.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return file;
  }
}
