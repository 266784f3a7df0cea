package io.github.fer4j.infer.internal.natives;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.TemporaryFiles;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A native library inside a jar, and its unpacked copy, which appears under its name only when it
 * is complete.
 */
final class UnpackedLibrary {
  private static final int BUFFER = 1 << 16;

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
   * The complete copy at a place, made if it was absent or is damaged.
   *
   * @throws IOException if it cannot be made
   */
  Path at(Path copy) throws IOException {
    if (!isComplete(copy, entry())) {
      unpack(copy, entry());
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

  // Of the right content, too: a cache is copied, filled up and damaged like any other folder.
  private static boolean isComplete(Path copy, JarEntry entry) throws IOException {
    if (!Files.isRegularFile(copy) || Files.size(copy) != entry.getSize()) {
      return false;
    }
    CheckedInputStream in = new CheckedInputStream(Files.newInputStream(copy), new CRC32());
    try (in) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // The checksum is all that is wanted.
      }
    }
    return in.getChecksum().getValue() == entry.getCrc();
  }

  private void unpack(Path copy, JarEntry entry) throws IOException {
    TemporaryFiles.removeOld(copy.toAbsolutePath().getParent());
    AtomicFile.write(
        copy,
        out -> {
          CheckedInputStream in = new CheckedInputStream(source.openStream(), new CRC32());
          try (in) {
            in.transferTo(out);
          }
          if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException(source + " is damaged: its checksum is not the jar's");
          }
        });
  }
}
