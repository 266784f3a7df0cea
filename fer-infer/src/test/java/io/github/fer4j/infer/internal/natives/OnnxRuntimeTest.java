package io.github.fer4j.infer.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeTest {
  @TempDir private Path cache;

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void loadingLeavesNoPropertyOfOnnxRuntimeBehind() {
    assertThat(OnnxRuntime.environment().getVersion()).isNotEmpty();
    assertThat(System.getProperty(OnnxRuntime.FOLDER_PROPERTY)).isNull();
  }

  @Test
  void librariesAreUnpackedOnceUnderTheirOwnNamesAndNothingElseIsLeft() throws IOException {
    Path folder = OnnxRuntime.unpacked(OnnxRuntime.platform(), cache);
    List<Path> libraries = filesIn(folder);
    assertThat(libraries)
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder(
            System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
    FileTime old = FileTime.fromMillis(1_000);
    for (Path library : libraries) {
      Files.setLastModifiedTime(library, old);
    }

    assertThat(OnnxRuntime.unpacked(OnnxRuntime.platform(), cache)).isEqualTo(folder);

    assertThat(filesIn(cache)).containsExactly(folder);
    for (Path library : libraries) {
      assertThat(Files.getLastModifiedTime(library)).isEqualTo(old);
    }
  }

  @Test
  void aCopyThatWasCutShortIsReplaced() throws IOException {
    Path folder = OnnxRuntime.unpacked(OnnxRuntime.platform(), cache);
    Path library = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, new byte[7]);

    OnnxRuntime.unpacked(OnnxRuntime.platform(), cache);

    assertThat(library).hasBinaryContent(whole);
  }

  @Test
  void aDamagedCopyOfTheRightSizeIsReplaced() throws IOException {
    Path folder = OnnxRuntime.unpacked(OnnxRuntime.platform(), cache);
    Path library = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    byte[] whole = Files.readAllBytes(library);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(library, damaged);

    OnnxRuntime.unpacked(OnnxRuntime.platform(), cache);

    assertThat(library).hasBinaryContent(whole);
  }

  @Test
  void aPlatformWithoutLibrariesIsNamed() {
    assertThatThrownBy(() -> OnnxRuntime.unpacked("plan9-mips", cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plan9-mips");
  }

  /** What a process does that predicts and ends. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      EmotionPredictor.load().close();
    }
  }

  /** What a process does that still works while it is told to end. */
  static final class Ending {
    private static final int USABLE = 3;
    private static final int FREED = 4;

    private Ending() {}

    public static void main(String[] args) throws IOException {
      ModelBundle model = ModelBundle.shipped();
      OnnxEmotionClassifier.open(model, 1).close();
      Thread late = new Thread(() -> Runtime.getRuntime().halt(opens(model) ? USABLE : FREED));
      Runtime.getRuntime().addShutdownHook(late);
      System.exit(0);
    }

    private static boolean opens(ModelBundle model) {
      try {
        Thread.sleep(1_000); // ONNX Runtime's own hook is long done.
        OnnxEmotionClassifier.open(model, 1).close();
        return true;
      } catch (InterruptedException | RuntimeException e) {
        return false;
      }
    }
  }

  @Test
  void theRuntimeServesUntilTheProcessIsGone() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isEqualTo(Ending.USABLE);
  }

  @Test
  void aProcessThatPredictsLeavesNothingInTheTemporaryFolder() throws Exception {
    Path temporary = Files.createDirectory(cache.resolve("tmp"));

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(filesIn(temporary)).isEmpty();
  }
}
