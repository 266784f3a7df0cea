package io.github.fer4j.infer.internal.natives;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Locale;
import org.opencv.core.Core;

/**
 * OpenCV's native library.
 *
 * <p>The openpnp package unpacks its 65 MB on every start, which takes about half a second, and a
 * starting process deletes the copies of the others. So the library is unpacked once into the
 * user's cache folder ({@link CacheFolder}) and loaded from there; where that cannot be done, or
 * another class loader of this process has loaded that copy, the package's own way is taken.
 */
public final class OpenCv {
  private static final Logger LOG = System.getLogger(OpenCv.class.getName());
  private static final LoadOnce<String> LIBRARY = new LoadOnce<>("OpenCV", OpenCv::loadNow);

  private OpenCv() {}

  /**
   * Loads the library; later calls return at once. Safe to call from several threads.
   *
   * @throws IllegalStateException at every call, if it cannot be loaded; such as when there is none
   *     for this platform
   */
  public static void load() {
    LIBRARY.get();
  }

  /** Loads the library and sets how many threads each of its calls uses, in the whole process. */
  public static void useThreads(int threads) {
    load();
    Core.setNumThreads(threads);
  }

  private static String loadNow() {
    try {
      loadFromCache();
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.log(Level.DEBUG, "Unpacking OpenCV for this process alone: {0}", e.getMessage());
      nu.pattern.OpenCV.loadLocally();
    }
    return Core.VERSION;
  }

  // A library belongs to the class loader of the class that loads it, and serves the classes of
  // that one alone. One file belongs to one class loader: where another has it, this throws.
  private static void loadFromCache() throws IOException {
    if (Core.class.getClassLoader() != OpenCv.class.getClassLoader()) {
      throw new IOException("OpenCV's classes are in another class loader");
    }
    Path library =
        UnpackedLibrary.of(nu.pattern.OpenCV.class, resource()).in(CacheFolder.ofThisUser());
    System.load(library.toAbsolutePath().toString());
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
