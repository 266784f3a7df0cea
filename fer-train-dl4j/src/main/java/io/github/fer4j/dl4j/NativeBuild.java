package io.github.fer4j.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;

/** Which Deeplearning4j this is, and which of ND4J's native builds serves it. */
final class NativeBuild {
  private static final String MAVEN_PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  private NativeBuild() {}

  /** Version of Deeplearning4j, such as {@code 1.0.0-M2.1}; {@code unknown} if its jar hides it. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(MAVEN_PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  /** Classifier of the native library that was loaded, such as {@code linux-x86_64-onednn-avx2}. */
  static String classifier() {
    Path library = Path.of(Loader.load(Nd4jCpu.class));
    return library.getParent().getFileName().toString(); // each build has a folder of its own
  }
}
