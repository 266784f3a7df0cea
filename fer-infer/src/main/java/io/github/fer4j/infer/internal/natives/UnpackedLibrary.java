package io.github.fer4j.infer.internal.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;

/**
 * A native library inside a jar, and its unpacked copy, which appears under its name only when it
 * is complete.
 */
final class UnpackedLibrary {
  private final URL source;

  UnpackedLibrary(URL source) {
    this.source = source;
  }

  /**
   * The library at a place on the class path.
   *
   * @param beside a class of the jar that holds it
   * @throws IOException if there is none
   */
  static UnpackedLibrary of(Class<?> beside, String resource) throws IOException {
    URL source = beside.getResource(resource);
    if (source == null) {
      throw new IOException("No " + resource + " on the class path");
    }
    return new UnpackedLibrary(source);
  }

  /** The checksum that the jar gives, in hexadecimal digits. */
  String checksum() throws IOException {
    return Long.toHexString(entry().getCrc());
  }

  /**
   * The complete copy in a folder, made if it was absent; its name carries the checksum, so that
   * versions do not meet.
   *
   * @throws IOException if it cannot be made
   */
  Path in(Path folder) throws IOException {
    return at(folder.resolve(checksum() + "-" + fileName(entry())));
  }

  /**
   * The complete copy at a place, made if it was absent.
   *
   * @throws IOException if it cannot be made
   */
  Path at(Path copy) throws IOException {
    if (!isComplete(copy, entry())) {
      unpack(copy);
    }
    return copy;
  }

  private JarEntry entry() throws IOException {
    if (source.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarEntry();
    }
    throw new IOException(source + " is not in a jar");
  }

  private static String fileName(JarEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private static boolean isComplete(Path copy, JarEntry entry) throws IOException {
    return Files.isRegularFile(copy) && Files.size(copy) == entry.getSize();
  }

  private void unpack(Path copy) throws IOException {
    Path unfinished = Files.createTempFile(copy.getParent(), "unpacking", ".tmp");
    try (InputStream in = source.openStream()) {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
