package io.github.fer4j.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Pictures with paths, in a folder or an archive. Reading is safe from several threads. */
interface PictureSource extends Closeable {
  /** Larger files are refused: no picture of a face needs as much. */
  int MAX_BYTES = 64 << 20;

  /**
   * The order of rows: by file name, and where names are the same by path. Data that were converted
   * from a CSV keep its order so, whatever folders their labels put them in.
   */
  Comparator<String> ORDER =
      Comparator.comparing((String path) -> path.substring(path.lastIndexOf('/') + 1))
          .thenComparing(path -> path);

  /** Paths of the pictures, with slashes, in {@link #ORDER}. */
  List<String> paths() throws IOException;

  /**
   * The bytes of a picture.
   *
   * @throws javax.imageio.IIOException if it is damaged or too large
   * @throws IOException if it cannot be read
   */
  byte[] read(String path) throws IOException;

  /**
   * SHA-256 of it all, in hexadecimal.
   *
   * @param digests of the pictures with these paths
   */
  String sha256(List<String> paths, List<String> digests) throws IOException;

  /** Whether the name is that of a picture that can be read, and of no system's own file. */
  static boolean isPicture(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    for (String segment : name.split("/")) {
      if (segment.startsWith(".") || segment.equals("__macosx")) {
        return false;
      }
    }
    return name.matches(".*\\.(jpe?g|png|bmp)");
  }
}
