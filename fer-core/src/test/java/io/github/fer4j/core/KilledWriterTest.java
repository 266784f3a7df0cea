package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are killed while they write, at points that nobody chose. */
class KilledWriterTest {
  private static final int SIZE = 1 << 20;
  private static final int KILLS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** Writes a file again and again: all bytes 0, all bytes 1, and so on. */
  static final class Writer {
    public static void main(String[] arguments) throws IOException {
      byte[] content = new byte[SIZE];
      for (byte round = 0; ; round++) {
        Arrays.fill(content, round);
        AtomicFile.write(Path.of(arguments[0]), content);
      }
    }
  }

  @Test
  void whateverMomentAWriterIsKilledAtTheFileIsWhole() throws Exception {
    Path file = folder.resolve("file");
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      Files.deleteIfExists(file);
      Process writer = start(file);
      try {
        awaitExistence(file, writer);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
      } finally {
        writer.destroyForcibly().waitFor();
      }
      byte[] content = Files.readAllBytes(file);
      assertThat(content).hasSize(SIZE).containsOnly(content[0]);
    }
  }

  private static Process start(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(
            List.of(
                java, "-XX:TieredStopAtLevel=1", "-cp", classes, Writer.class.getName(), "" + file))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitExistence(Path file, Process writer) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(file) && writer.isAlive() && Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(file).exists();
  }
}
