package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream that gives a byte now and then, so that FFmpeg's own time limit never passes. */
@Timeout(60)
class SilentStreamTest {
  @TempDir private Path folder;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void openingIsGivenUpWhenToldTo() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    try (ServerSocket server = dripping(new byte[0])) {
      VideoSource source = VideoSource.of("http://127.0.0.1:" + server.getLocalPort() + "/a.mkv");
      Thread teller = new Thread(() -> stopWhenAsked(stop));
      teller.start();
      assertThatThrownBy(() -> source.open(stop::get))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessageStartingWith(source.name() + ": stopped while waiting");
      teller.join();
    } finally {
      over.countDown();
    }
  }

  @Test
  void openingIsGivenUpByAnInterruptToo() throws Exception {
    try (ServerSocket server = dripping(new byte[0])) {
      VideoSource source = VideoSource.of("http://127.0.0.1:" + server.getLocalPort() + "/a.mkv");
      Thread.currentThread().interrupt();
      assertThatThrownBy(source::open).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      over.countDown();
    }
  }

  @Test
  void readingComesToAnEndWhenToldTo() throws Exception {
    byte[] video = Files.readAllBytes(SampleVideos.write(folder.resolve("a.mkv"), 300));
    byte[] start = java.util.Arrays.copyOf(video, video.length * 3 / 4);
    AtomicBoolean stop = new AtomicBoolean();
    try (ServerSocket server = dripping(start);
        FrameReader frames =
            VideoSource.of("http://127.0.0.1:" + server.getLocalPort() + "/a.mkv")
                .open(stop::get)) {
      assertThat(frames.next()).isPresent();
      stop.set(true);
      int more = 0;
      while (frames.next().isPresent()) {
        more++;
      }
      assertThat(more).isLessThan(300);
    } finally {
      over.countDown();
    }
  }

  private void stopWhenAsked(AtomicBoolean stop) {
    try {
      asked.await();
      stop.set(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServerSocket dripping(byte[] start) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server, start), "dripping");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void serve(ServerSocket server, byte[] start) {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      client.getInputStream().read();
      asked.countDown();
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Type: video/x-matroska\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.write(start);
      while (!over.await(1, java.util.concurrent.TimeUnit.SECONDS)) {
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
