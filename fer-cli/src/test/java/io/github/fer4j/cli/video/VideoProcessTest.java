package io.github.fer4j.cli.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that is told to end while FFmpeg waits for a stream. */
class VideoProcessTest {
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path folder;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void termEndsItThoughTheStreamGivesAByteNowAndThen() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread dripping = new Thread(() -> serve(server));
      dripping.setDaemon(true);
      dripping.start();
      Process process = video("http://u:s3cret@127.0.0.1:" + server.getLocalPort() + "/a.mkv");
      assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

      process.destroy();

      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(Files.readString(folder.resolve("err")))
          .contains("stopped while waiting for the video")
          .doesNotContain("s3cret");
    } finally {
      over.countDown();
    }
  }

  private Process video(String source) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "video",
            source)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private void serve(ServerSocket server) {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      client.getInputStream().read();
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      asked.countDown();
      while (!over.await(1, TimeUnit.SECONDS)) {
        out.write(0x1A);
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
