package io.github.fer4j.infer.opencv;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.jar.JarEntry;
import org.opencv.core.Core;

/**
 * The library of one platform inside the openpnp jar, and its unpacked copy. The copy's name
 * carries the checksum that the jar gives, so that versions do not meet; it appears under that name
 * only when it is complete.
 */
final class UnpackedLibrary {
  private final URL source;

  UnpackedLibrary(URL source) {
    this.source = source;
  }

  /**
   * @throws IOException if the jar has no library for this platform
   */
  static UnpackedLibrary ofThisPlatform() throws IOException {
    String resource =
        "/nu/pattern/opencv/"
            + system(System.getProperty("os.name"))
            + "/"
            + architecture(System.getProperty("os.arch"))
            + "/"
            + System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    URL source = nu.pattern.OpenCV.class.getResource(resource);
    if (source == null) {
      throw new IOException("No " + resource + " on the class path");
    }
    return new UnpackedLibrary(source);
  }

  /**
   * The complete copy in a folder, made if it was absent.
   *
   * @throws IOException if it cannot be made
   */
  Path in(Path folder) throws IOException {
    JarEntry entry = entry();
    Path copy = folder.resolve(Long.toHexString(entry.getCrc()) + "-" + fileName(entry));
    if (!isComplete(copy, entry)) {
      unpack(folder, copy);
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

  private void unpack(Path folder, Path copy) throws IOException {
    Path unfinished = Files.createTempFile(folder, "unpacking", ".tmp");
    try (InputStream in = source.openStream()) {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static String system(String name) {
    if (name.startsWith("Windows")) {
      return "windows";
    }
    return name.startsWith("Mac") ? "osx" : name.toLowerCase(Locale.ROOT);
  }

  private static String architecture(String name) {
    return name.equals("aarch64") ? "ARMv8" : "x86_64";
  }
}
