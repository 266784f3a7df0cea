package io.github.fer4j.cli.models;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.fer4j.cli.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir private Path folder;

  @Test
  void theListSaysWhatThereIsWhenceAndUnderWhichLicence() {
    CommandRun run = fer("models", "list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("yunet: finds faces")
        .contains("available  ")
        .contains("source     https://media.githubusercontent.com/media/opencv/opencv_zoo/")
        .contains("licence    MIT, Copyright (c)");
  }

  @Test
  void anotherFileIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("other.onnx"), "no network");

    CommandRun run = fer("models", "fetch", "yunet", "--from", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("fer: " + file + ": expected face_detection_yunet")
        .hasLineCount(1);
  }

  @Test
  void aServerWithoutTheFileIsAFailureInOneLine() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start(); // Without a context it answers 404 to everything.
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/yunet.onnx";

      CommandRun run = fer("models", "fetch", "--from", address);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .isEqualToIgnoringNewLines("fer: " + address + ": the server answered 404, expected 200");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anUnknownNameIsWrongUse() {
    CommandRun run = fer("models", "fetch", "large");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("No model 'large'; known: yunet");
  }
}
