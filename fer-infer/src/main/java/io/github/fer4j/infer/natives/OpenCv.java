package io.github.fer4j.infer.natives;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Locale;
import org.opencv.core.Core;

/**
 * OpenCV's native library.
 *
 * <p>The openpnp package unpacks its 65 MB anew on every start, which takes about half a second,
 * and a starting process deletes the copies of the others. So the library is unpacked once into the
 * user's cache folder ({@link CacheFolder}) and loaded from there; where that cannot be done, the
 * package's own way is taken.
 */
public final class OpenCv {
  private static final Logger LOG = System.getLogger(OpenCv.class.getName());

  private OpenCv() {}

  /**
   * Loads the library; later calls return at once. Safe to call from several threads.
   *
   * @throws UnsatisfiedLinkError if there is no library for this platform
   */
  public static void load() {
    // The first use of Loaded loads; the language sees to it that this happens once.
    Loaded.touch();
  }

  private static final class Loaded {
    static {
      loadNow();
    }

    static void touch() {
      // Only runs the initialiser.
    }
  }

  private static void loadNow() {
    try {
      Path library =
          UnpackedLibrary.of(nu.pattern.OpenCV.class, resource()).in(CacheFolder.ofThisUser());
      System.load(library.toAbsolutePath().toString());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Unpacking OpenCV for this process alone: {0}", e.getMessage());
      nu.pattern.OpenCV.loadLocally();
    }
  }

  private static String resource() {
    return "/nu/pattern/opencv/"
        + system(System.getProperty("os.name"))
        + "/"
        + (System.getProperty("os.arch").equals("aarch64") ? "ARMv8" : "x86_64")
        + "/"
        + System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
  }

  private static String system(String name) {
    if (name.startsWith("Windows")) {
      return "windows";
    }
    return name.startsWith("Mac") ? "osx" : name.toLowerCase(Locale.ROOT);
  }
}
