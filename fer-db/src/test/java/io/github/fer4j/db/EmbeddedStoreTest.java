package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.db.StoreException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in an embedded database file. */
class EmbeddedStoreTest extends PredictionStoreContract {
  @TempDir private Path folder;

  @Override
  protected StoreAddress address() {
    return StoreAddress.embedded(folder.resolve("fer"));
  }

  @Override
  protected String history() {
    return "\"fer4j_schema_history\"";
  }

  @Test
  void foldersOnTheWayToTheFileAreMade() {
    Path file = folder.resolve("new/folders/fer.mv.db");

    try (PredictionStore made = PredictionStore.embedded(file)) {
      made.save(Samples.happyAt(Samples.NOON));
    }

    assertThat(file).exists();
    assertThat(folder.resolve("new/folders")).isDirectoryContaining(path -> path.equals(file));
  }

  @Test
  void theFileHoldsNothingOfWhatWasForgottenOnceItIsClosed() throws IOException {
    String secret = "/photos/of-a-person-who-wants-to-be-forgotten.png";
    store.save(Samples.photo(secret, Samples.SAD, Samples.NOON));
    store.save(Samples.frames("/videos/other.mp4", 100));
    store.close();
    assertThat(holds(secret)).isTrue();

    try (PredictionStore again = PredictionStore.open(address())) {
      again.deleteByPath(secret);
    }

    assertThat(holds(secret)).isFalse();
    assertThat(holds("/videos/other.mp4")).isTrue();
    store = PredictionStore.open(address());
  }

  private boolean holds(String text) throws IOException {
    return Files.readString(folder.resolve("fer.mv.db"), StandardCharsets.ISO_8859_1)
        .contains(text);
  }

  @Test
  void aFileThatAnotherProcessHasOpenIsAClearError() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Process other = ServerStoreContract.endlessWriter(StoreAddress.embedded(elsewhere), folder);
    try (BufferedReader output = other.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isNotNull();

      assertThatThrownBy(() -> PredictionStore.embedded(elsewhere))
          .isInstanceOfSatisfying(
              StoreException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.IN_USE))
          .hasMessageContaining("another program has this embedded database open");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatAKilledProgramReportedAsStoredIsThereOnce() throws Exception {
    StoreAddress elsewhere = StoreAddress.embedded(folder.resolve("elsewhere"));

    Set<UUID> reported = ServerStoreContract.killAnEndlessWriter(elsewhere, folder);

    try (PredictionStore survivor = PredictionStore.open(elsewhere)) {
      assertThat(survivor.stored(reported)).isEqualTo(reported);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsAClearErrorAndLeftAsItIs() throws IOException {
    Path file = folder.resolve("holiday.mv.db");
    Files.writeString(file, "These are my notes. ".repeat(1_000));

    assertThatThrownBy(() -> PredictionStore.embedded(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    assertThat(Files.readString(file)).startsWith("These are my notes.");
  }

  @Test
  void anExportReadsTheSameInAnotherDatabase() throws IOException {
    store.save(Samples.frames("/videos/a.mp4", 2_500));
    Path file = folder.resolve("export.jsonl");
    try (var out = Files.newOutputStream(file)) {
      assertThat(store.export(PredictionFilter.ALL, ExportFormat.JSON, out)).isEqualTo(2_500);
    }

    try (PredictionStore other = PredictionStore.embedded(folder.resolve("other"))) {
      assertThat(other.load(file)).isEqualTo(new LoadReport(2_500, 0));
      assertThat(other.load(file)).isEqualTo(new LoadReport(0, 2_500));
      assertThat(records(other)).isEqualTo(records(store));
    }
  }

  private static List<PredictionRecord> records(PredictionStore store) {
    return store.find(PredictionFilter.ALL, 10_000).stream().map(Samples::withoutRow).toList();
  }
}
