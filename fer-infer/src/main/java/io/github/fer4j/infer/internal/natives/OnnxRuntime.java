package io.github.fer4j.infer.internal.natives;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * ONNX Runtime's native libraries.
 *
 * <p>Its package unpacks 24 MB on every start and leaves an empty folder behind each time. So they
 * are unpacked once into the user's cache folder ({@link CacheFolder}) and loaded from there; where
 * that cannot be done, where another class loader of this process has loaded that copy, or where
 * the user has named libraries of another build by ONNX Runtime's own system properties, the
 * package's own way is taken.
 */
public final class OnnxRuntime {
  /** Where ONNX Runtime looks for all of its libraries, if it is set. */
  static final String FOLDER_PROPERTY = "onnxruntime.native.path";

  /** Set by the first class loader that takes the copy in the cache folder. */
  private static final String CACHED_COPY_IN_USE = "fer4j.onnxruntime.cached-copy-in-use";

  private static final int WARNINGS = 2;

  private static final String EVERY_PROPERTY = "onnxruntime.native.";
  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");
  private static final Logger LOG = System.getLogger(OnnxRuntime.class.getName());

  private static final LoadOnce<OrtEnvironment> ENVIRONMENT =
      new LoadOnce<>("ONNX Runtime", OnnxRuntime::loadForGood);

  private OnnxRuntime() {}

  /**
   * The environment of this process. Safe to call from several threads.
   *
   * @throws IllegalStateException at every call, if the libraries cannot be loaded
   */
  public static OrtEnvironment environment() {
    return ENVIRONMENT.get();
  }

  private static OrtEnvironment loadForGood() {
    OrtEnvironment environment = load();
    keepUntilTheProcessEnds();
    return environment;
  }

  // ONNX Runtime frees its environment in a shutdown hook of its own, beneath the calls of threads
  // that still work, which crashes the process. The environment counts its owners: with one more it
  // stays until the process is gone.
  private static void keepUntilTheProcessEnds() {
    try {
      Field api =
          Class.forName(OrtEnvironment.class.getPackageName() + ".OnnxRuntime")
              .getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      create.setAccessible(true);
      create.invoke(null, api.getLong(null), WARNINGS, "fer4j");
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, "ONNX Runtime may be freed while it works at exit: {0}", e.getMessage());
    }
  }

  private static OrtEnvironment load() {
    Properties properties = System.getProperties();
    // One file belongs to one class loader: the first in this process takes the cached copy. The
    // property is for the time of loading alone, since another class loader would obey it.
    synchronized (properties) {
      boolean chosenByUser =
          properties.stringPropertyNames().stream()
              .anyMatch(name -> name.startsWith(EVERY_PROPERTY));
      if (chosenByUser || properties.putIfAbsent(CACHED_COPY_IN_USE, "true") != null) {
        return OrtEnvironment.getEnvironment();
      }
      useCachedCopy();
      try {
        return OrtEnvironment.getEnvironment();
      } finally {
        System.clearProperty(FOLDER_PROPERTY);
      }
    }
  }

  private static void useCachedCopy() {
    try {
      Path folder = unpacked(platform(), CacheFolder.ofThisUser());
      System.setProperty(FOLDER_PROPERTY, folder.toAbsolutePath().toString());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Unpacking ONNX Runtime for this process alone: {0}", e.getMessage());
    }
  }

  /**
   * The folder with the libraries, which need to have their own names there; it is named after the
   * checksum of the first, so that versions do not meet.
   *
   * @throws IOException if the jar has none for this platform, or they cannot be unpacked
   */
  static Path unpacked(String platform, Path cache) throws IOException {
    Path folder = null;
    for (String library : LIBRARIES) {
      String file = System.mapLibraryName(library);
      String resource = "/ai/onnxruntime/native/" + platform + "/" + file;
      UnpackedLibrary unpacked = UnpackedLibrary.of(OrtEnvironment.class, resource);
      if (folder == null) {
        folder = cache.resolve("onnxruntime-" + unpacked.checksum());
        Files.createDirectories(folder);
      }
      unpacked.at(folder.resolve(file));
    }
    return folder;
  }

  /** The name that the package has for this platform. */
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
    return name + (System.getProperty("os.arch").equals("aarch64") ? "-aarch64" : "-x64");
  }
}
