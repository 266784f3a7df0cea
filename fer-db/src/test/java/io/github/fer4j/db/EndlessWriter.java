package io.github.fer4j.db;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program that stores frames without end and says after each batch how far it has come; for tests
 * that kill it. Arguments: the store's address, user, password, a file for what could not be
 * stored.
 */
final class EndlessWriter {
  private static final int BATCH = 200;

  private EndlessWriter() {}

  public static void main(String[] arguments) {
    StoreAddress address =
        StoreAddress.parse(arguments[0]).withCredentials(arguments[1], arguments[2]);
    WriterOptions options =
        new WriterOptions(
            BATCH, BATCH, Duration.ofMillis(50), Duration.ofSeconds(1), Path.of(arguments[3]));
    try (PredictionStore store = PredictionStore.open(address);
        PredictionWriter writer = store.writer(options)) {
      while (true) {
        List<PredictionRecord> frames = Samples.frames("/videos/endless.mp4", BATCH);
        frames.forEach(writer::write);
        writer.flush();
        StringBuilder said = new StringBuilder();
        frames.forEach(frame -> said.append(frame.id()).append('\n'));
        System.out.print(said);
        System.out.flush();
      }
    }
  }
}
