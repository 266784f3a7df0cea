package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.db.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store in a real MariaDB server, which may be killed and filled. */
@EnabledIf(
    value = "io.github.fer4j.db.MariaDbServer#isAvailable",
    disabledReason = "There are no MariaDB binaries for this platform in Maven Central")
class MariaDbStoreIT extends ServerStoreContract {

  @Override
  protected StoreAddress address() {
    return MariaDbServer.shared().address();
  }

  @Override
  protected String host() {
    return "127.0.0.1";
  }

  @Override
  protected int port() {
    return MariaDbServer.shared().port();
  }

  @Override
  protected String databaseName() {
    return MariaDbServer.DATABASE;
  }

  @Test
  void aKilledServerLosesAndDoublesNothingThatWasReportedAsStored() throws IOException {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 12_000);
    Path unsaved = folder.resolve("unsaved.jsonl");
    PredictionWriter writer =
        store.writer(
            new WriterOptions(400, 400, Duration.ofSeconds(1), Duration.ofSeconds(1), unsaved));
    CompletableFuture<Void> killing = null;
    for (int i = 0; i < frames.size(); i++) {
      if (i == 4_000) {
        killing =
            CompletableFuture.runAsync(
                () -> {
                  MariaDbServer.shared().kill();
                  MariaDbServer.shared().startAgain();
                });
      }
      writer.write(frames.get(i));
    }
    killing.join();
    WriteReport report = writer.finish();

    assertThat(report.lost()).isZero();
    assertThat(report.stored() + report.spilled()).isEqualTo(12_000);
    if (report.spilled() > 0) {
      store.load(unsaved);
    }
    assertStoredOnce(frames);
  }

  @Test
  void aFullDiskIsReportedAndWhatCameBeforeIsThere() throws SQLException {
    execute("SET GLOBAL innodb_file_per_table = OFF");
    emptyTheDatabase();
    List<PredictionRecord> stored = new ArrayList<>();
    NotSavedException failure = null;
    try (PredictionStore full = PredictionStore.open(address())) {
      for (int i = 0; failure == null && i < 500; i++) {
        List<PredictionRecord> batch = Samples.frames("/videos/" + i + ".mp4", 1_000);
        try {
          full.save(batch);
          stored.addAll(batch);
        } catch (NotSavedException refused) {
          failure = refused;
        }
      }
    }

    assertThat(failure).isNotNull();
    assertThat(failure.reason()).isEqualTo(Reason.DISK_FULL);
    assertThat(failure).hasMessageContaining("Make room and try again");
    assertThat(store.status().predictions()).isEqualTo(stored.size());
    assertStoredOnce(stored);
    execute("SET GLOBAL innodb_file_per_table = ON");
    emptyTheDatabase();
  }
}
