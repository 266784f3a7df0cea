package io.github.fer4j.infer.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.infer.model.MalformedModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build puts into the jar. */
class PackagedModelsTest {
  private static final byte[] CONTENT = "weights".getBytes();

  @TempDir private Path folder;
  private Path classes;
  private Path tried;

  @BeforeEach
  void makeFolders() throws IOException {
    classes = Files.createDirectory(folder.resolve("classes"));
    tried = folder.resolve("tried");
  }

  private PackagedModels models(URI source) {
    ZooModel yunet =
        new ZooModel("yunet", "y.onnx", "test", source, CONTENT.length, digest(), "MIT", "nobody");
    Network network = new Network(Map.of(), Duration.ofSeconds(20));
    return new PackagedModels(new ModelZoo(List.of(yunet), folder.resolve("cache"), network));
  }

  private static String digest() {
    try {
      return java.util.HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(CONTENT));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFileThatTheBuilderNamesIsTaken() throws IOException {
    Path named = Files.write(folder.resolve("named"), CONTENT);

    models(URI.create("http://127.0.0.1:9/")).pack(classes, tried, false, named.toString());

    assertThat(classes.resolve("y.onnx")).hasBinaryContent(CONTENT);
    assertThat(tried).doesNotExist();
  }

  @Test
  void anotherFileThatTheBuilderNamesIsRefused() throws IOException {
    Path named = Files.writeString(folder.resolve("named"), "other");

    assertThatThrownBy(
            () ->
                models(URI.create("http://127.0.0.1:9/"))
                    .pack(classes, tried, false, named.toString()))
        .isInstanceOf(MalformedModelException.class);
    assertThat(classes).isEmptyDirectory();
  }

  @Test
  void itIsFetchedOnceAndKeptInTheCache() throws IOException {
    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      models(server.address()).pack(classes, tried, false, "");
      Files.delete(classes.resolve("y.onnx"));
      models(server.address()).pack(classes, tried, false, "");

      assertThat(classes.resolve("y.onnx")).hasBinaryContent(CONTENT);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void theBuildContinuesWithoutItAndDoesNotTryAgain() throws IOException {
    try (ModelServer server = ModelServer.answering(503, new byte[0])) {
      models(server.address()).pack(classes, tried, false, "");
      models(server.address()).pack(classes, tried, false, "");

      assertThat(classes).isEmptyDirectory();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void anOfflineBuildAsksNoServer() throws IOException {
    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      models(server.address()).pack(classes, tried, true, "");

      assertThat(classes).isEmptyDirectory();
      assertThat(server.requests()).isZero();
    }
  }
}
