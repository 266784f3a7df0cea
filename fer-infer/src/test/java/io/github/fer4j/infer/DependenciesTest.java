package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application that depends on fer-infer gets with it. */
class DependenciesTest {
  private static final List<String> CLASS_PATH =
      List.of(System.getProperty("java.class.path").split(File.pathSeparator));

  @Test
  void nothingOfTheTrainingLibrariesIsAmongThem() {
    assertThat(CLASS_PATH).anySatisfy(entry -> assertThat(entry).contains("onnxruntime"));
    for (String library : List.of("deeplearning4j", "datavec", "nd4j", "openblas", "pytorch")) {
      assertThat(CLASS_PATH)
          .noneSatisfy(entry -> assertThat(entry.toLowerCase(Locale.ROOT)).contains(library));
    }
    assertThat(classPathResource("org/nd4j/linalg/factory/Nd4j.class")).isNull();
    assertThat(classPathResource("org/datavec/api/records/reader/RecordReader.class")).isNull();
    assertThat(classPathResource("org/deeplearning4j/nn/multilayer/MultiLayerNetwork.class"))
        .isNull();
  }

  @Test
  void openCvIsThereOnceAndTheCascadesAreFilesOfThisModule() {
    assertThat(CLASS_PATH).noneSatisfy(entry -> assertThat(entry).contains("bytedeco/opencv"));
    for (String cascade :
        List.of("haarcascade_frontalface_default.xml", "lbpcascade_frontalface_improved.xml")) {
      assertThat(classPathResource("io/github/fer4j/infer/detect/" + cascade)).isNotNull();
    }
  }

  @Test
  void theRuntimeDoesNotReportToItsMaker() throws IOException {
    String jar =
        CLASS_PATH.stream()
            .filter(entry -> entry.contains("onnxruntime"))
            .findFirst()
            .orElseThrow();
    try (JarFile file = new JarFile(jar)) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith("/libonnxruntime.so")) {
          String library = text(file, entry);
          assertThat(Stream.of("events.data.microsoft.com", "ORT_DISABLE_TELEMETRY"))
              .noneMatch(library::contains);
        }
      }
    }
  }

  private static URL classPathResource(String name) {
    return DependenciesTest.class.getClassLoader().getResource(name);
  }

  private static String text(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
