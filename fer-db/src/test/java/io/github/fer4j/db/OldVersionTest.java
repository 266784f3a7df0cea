package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.ModelCard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store, exports and a spill file that version 0.1 wrote (tables of version 4). */
class OldVersionTest {
  @TempDir private Path folder;

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream old = OldVersionTest.class.getResourceAsStream("version-0.1/" + name)) {
      Files.write(copy, old.readAllBytes());
    }
    return copy;
  }

  private static List<PredictionRecord> all(PredictionStore store) {
    List<PredictionRecord> all = new ArrayList<>();
    store.forEach(PredictionFilter.ALL, all::add);
    return all;
  }

  private static String export(PredictionStore store, ExportFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.export(PredictionFilter.ALL, format, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void itsStoreKeepsEveryRow() throws IOException {
    try (PredictionStore old = PredictionStore.embedded(copy("store.mv.db"))) {
      assertThat(old.status().schemaVersion()).isEqualTo("6");
      assertThat(old.status().predictions()).isEqualTo(25);
      assertThat(old.status().models()).isEqualTo(2);
      assertThat(all(old))
          .allSatisfy(
              record -> {
                assertThat(record.reading()).isEqualTo("fer2013");
                assertThat(record.detector()).isEmpty();
                assertThat(record.score()).isEmpty();
                assertThat(record.face().detection()).isEqualTo(Detection.of(record.face().box()));
              });
      assertThat(old.counts(PredictionFilter.ALL).of(Emotion.ANGRY)).isEqualTo(7);
      assertThat(old.byPath("camera:0").get(0).face().prediction().toArray())
          .startsWith(1.0 / 3, Math.nextDown(1.0 / 3), Double.MIN_VALUE);
    }
  }

  @Test
  void itsStoreExportsWhatItExportedThenWithNewColumnsBehind() throws IOException {
    List<String> then = Files.readAllLines(copy("export.csv"));

    try (PredictionStore old = PredictionStore.embedded(copy("store.mv.db"))) {
      List<String> now = export(old, ExportFormat.CSV).lines().toList();
      assertThat(now.get(0))
          .isEqualTo(then.get(0) + ",disgust,surprise,contempt,score,detector,reading");
      assertThat(now.subList(1, now.size()))
          .isEqualTo(
              then.subList(1, then.size()).stream().map(line -> line + ",,,,,,fer2013").toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"export.jsonl", "spill.jsonl"})
  void itsFilesLoadAndEqualItsStore(String name) throws IOException {
    try (PredictionStore old = PredictionStore.embedded(copy("store.mv.db"));
        PredictionStore loaded = PredictionStore.embedded(folder.resolve("new"))) {
      assertThat(loaded.load(copy(name))).isEqualTo(new LoadReport(25, 0));
      assertThat(all(loaded).stream().map(Samples::withoutRow))
          .containsExactlyInAnyOrderElementsOf(
              all(old).stream().map(record -> record.withRow(OptionalLong.empty())).toList());
      assertThat(old.load(copy(name))).isEqualTo(new LoadReport(0, 25));
    }
  }

  @Test
  void itsStoreTakesNewRowsBesideTheOld() throws IOException {
    PredictionRecord added =
        Samples.happyAt(Samples.NOON).withDetector("yunet").withReading(ModelCard.CROWD_READING);

    FacelessPicture wall =
        new FacelessPicture(Samples.PHOTO, Samples.MODEL.digest(), "crowd", "yunet");

    try (PredictionStore old = PredictionStore.embedded(copy("store.mv.db"))) {
      old.save(added);
      old.saveFaceless(List.of(wall));
      assertThat(old.faceless(List.of(wall))).containsExactly(wall);
      assertThat(old.status().predictions()).isEqualTo(26);
      assertThat(old.find(PredictionFilter.ALL.withPath(Samples.PHOTO.path()), 9))
          .extracting(Samples::withoutRow)
          .containsExactly(added);
    }
  }

  @Test
  void theViewFerIsAsItWas() throws IOException, SQLException {
    Path store = copy("store.mv.db");
    List<String> before = view(store);

    PredictionStore.embedded(store).close();

    assertThat(before).hasSize(25);
    assertThat(view(store)).isEqualTo(before);
  }

  @Test
  void aMigrationThatWasCutShortIsCompleted() throws IOException, SQLException {
    Path store = copy("store.mv.db");
    try (Connection connection = connection(store);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE prediction DROP CONSTRAINT ck_prediction_state");
      statement.execute("ALTER TABLE prediction ADD COLUMN disgust DOUBLE PRECISION");
    }

    itsStoreIsWhole(store);
  }

  private static void itsStoreIsWhole(Path file) {
    try (PredictionStore store = PredictionStore.embedded(file)) {
      assertThat(store.status().schemaVersion()).isEqualTo("6");
      assertThat(all(store)).hasSize(25);
    }
  }

  private static Connection connection(Path store) throws SQLException {
    StoreAddress address = StoreAddress.embedded(store);
    return DriverManager.getConnection(address.url(), address.connectionProperties());
  }

  private static List<String> view(Path store) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connection(store);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM fer ORDER BY id")) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          text.append(row.getMetaData().getColumnName(column)).append('=');
          text.append(row.getString(column)).append(' ');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
