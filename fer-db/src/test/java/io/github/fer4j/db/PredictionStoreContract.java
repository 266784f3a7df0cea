package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.State;
import io.github.fer4j.db.StoreException.Reason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store does, in whatever database. */
abstract class PredictionStoreContract {
  protected PredictionStore store;

  /** An empty database, the same one throughout a test. */
  protected abstract StoreAddress address();

  @BeforeEach
  void open() throws SQLException {
    store = PredictionStore.open(address());
    execute(
        "DELETE FROM prediction",
        "DELETE FROM source",
        "DELETE FROM model",
        "DELETE FROM faceless_picture");
  }

  @AfterEach
  void close() {
    store.close();
  }

  protected void emptyTheDatabase() throws SQLException {
    execute(
        "DROP VIEW IF EXISTS fer",
        "DROP TABLE IF EXISTS prediction",
        "DROP TABLE IF EXISTS source",
        "DROP TABLE IF EXISTS model",
        "DROP TABLE IF EXISTS faceless_picture",
        "DROP TABLE IF EXISTS " + history());
  }

  /** The name of the table in which the migrations are written down, quoted. */
  protected String history() {
    return "`fer4j_schema_history`";
  }

  protected Connection connection() throws SQLException {
    return DriverManager.getConnection(address().url(), address().connectionProperties());
  }

  protected void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  protected List<List<String>> query(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.add(rows.getString(column));
        }
        all.add(row);
      }
      return all;
    }
  }

  @Test
  void whatIsSavedComesBackAsItWas() {
    List<PredictionRecord> saved = new ArrayList<>(Samples.frames("/videos/a.mp4", 3));
    saved.add(Samples.happyAt(Samples.NOON));

    store.save(saved);

    assertThat(store.find(PredictionFilter.ALL, 10))
        .extracting(Samples::withoutRow)
        .containsExactlyInAnyOrderElementsOf(saved);
  }

  @Test
  void detectorScoreAndReadingComeBack() {
    FacePrediction found =
        new FacePrediction(
            new Detection(new BoundingBox(0, 0, 9, 9), 0.1 + 0.2),
            Samples.face(Samples.SAD).prediction());
    PredictionRecord plain =
        PredictionRecord.inPhoto(Samples.PHOTO, Samples.MODEL, found, Samples.NOON);
    List<PredictionRecord> saved =
        List.of(
            plain,
            Samples.happyAt(Samples.NOON),
            Samples.happyAt(Samples.NOON).withDetector("lbp"),
            plain.withDetector("yunet").withReading(ModelCard.CROWD_READING).withStableId(0));

    store.save(saved);

    assertThat(store.latest(10))
        .extracting(Samples::withoutRow)
        .containsExactlyInAnyOrderElementsOf(saved);
  }

  @Test
  void aJobThatIsRepeatedWithStableIdentifiersStoresEachFaceOnce() {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 600);
    List<PredictionRecord> again = Samples.frames("/videos/a.mp4", 700);

    store.save(frames.stream().map(frame -> frame.withStableId(0)).toList());
    store.save(again.stream().map(frame -> frame.withStableId(0)).toList());
    store.save(again.get(0).withStableId(1));

    assertThat(store.status().predictions()).isEqualTo(701);
  }

  @Test
  void facesOfOnePictureAreSavedTogether() {
    store.save(
        Samples.PHOTO, Samples.MODEL, Samples.face(Samples.ANGRY), Samples.face(Samples.FEAR));

    assertThat(store.byPath(Samples.PHOTO.path()))
        .extracting(stored -> stored.face().prediction())
        .containsExactlyInAnyOrder(Samples.ANGRY, Samples.FEAR);
  }

  @Test
  void savingTheSameRecordAgainChangesNothing() {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 1_200);
    store.save(frames.subList(0, 700));

    store.save(frames);
    store.save(frames);

    assertThat(store.counts(PredictionFilter.ALL).total()).isEqualTo(1_200);
  }

  @Test
  void savingNothingIsAllowed() {
    store.save(List.of());

    assertThat(store.latest(10)).isEmpty();
  }

  @Test
  void aBatchIsSavedWholeOrNotAtAll() throws SQLException {
    execute("ALTER TABLE prediction ADD CONSTRAINT ck_test CHECK (x1 <> 777)");
    List<PredictionRecord> batch = new ArrayList<>(Samples.frames("/videos/a.mp4", 600));
    batch.add(
        PredictionRecord.inPhoto(
            Samples.PHOTO,
            Samples.MODEL,
            new FacePrediction(new BoundingBox(777, 0, 800, 20), Samples.HAPPY),
            Samples.NOON));

    assertThatThrownBy(() -> store.save(batch))
        .isInstanceOfSatisfying(
            NotSavedException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
              assertThat(failure.notSaved()).isEqualTo(batch);
            });
    assertThat(store.status().predictions()).isZero();
    assertThat(store.status().sources()).isZero();
    execute("ALTER TABLE prediction DROP CONSTRAINT ck_test");
  }

  @Test
  void theViewHasTheSeedsSixColumnsAndTextForms() throws SQLException {
    store.save(Samples.photo("/photos/crew.png", Samples.SAD, Samples.NOON));

    assertThat(query("SELECT * FROM fer"))
        .hasSize(1)
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(6);
              assertThat(row.subList(1, 5))
                  .containsExactly("/photos/crew.png", "[-3, 20, 45, 68]", "NOT Okay", "Sad");
              assertThat(row.get(5)).startsWith("2026-03-04 12:00:00.123");
            });
    assertThat(query("SELECT id, path, coordinates, state, class_name, time FROM fer")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE prediction SET x2 = x1",
        "UPDATE prediction SET y2 = y1 - 1",
        "UPDATE prediction SET class_name = 'Sad', state = 'NOT Okay'",
        "UPDATE prediction SET state = 'NOT Okay'",
        "UPDATE prediction SET class_name = 'happy'",
        "UPDATE prediction SET class_name = 'Happy '",
        "UPDATE prediction SET state = 'okay'",
        "UPDATE prediction SET state = 'Okay '",
        "UPDATE prediction SET happy = 1.1",
        "UPDATE prediction SET angry = -0.1",
        "UPDATE prediction SET happy = 0.7",
        "UPDATE prediction SET happy = NULL",
        "UPDATE prediction SET frame = 1",
        "UPDATE prediction SET seconds = 1",
        "UPDATE prediction SET face = 1",
        "UPDATE prediction SET frame = -1, seconds = 1",
        "UPDATE prediction SET frame = 1, seconds = -1",
        "UPDATE prediction SET taken_at = NULL",
        "UPDATE prediction SET source_id = source_id + 1",
        "UPDATE prediction SET model_id = model_id + 1",
        "UPDATE prediction SET uuid = NULL",
        "UPDATE prediction SET disgust = 0",
        "UPDATE prediction SET contempt = 0",
        "UPDATE prediction SET surprise = 0.1, disgust = 0",
        "UPDATE prediction SET surprise = -0.1, disgust = 0.1",
        "UPDATE prediction SET class_name = 'Disgust', state = 'NOT Okay'",
        "UPDATE prediction SET class_name = 'Contempt', state = 'NOT Okay'",
        "UPDATE prediction SET happy = 0.1, sad = 0, surprise = 0.6, disgust = 0",
        "UPDATE prediction SET score = -1",
        "UPDATE prediction SET detector = ''",
        "UPDATE prediction SET reading = 'mob'",
        "UPDATE prediction SET reading = NULL",
        "DELETE FROM source",
        "DELETE FROM model",
        "UPDATE source SET path = ''",
        "UPDATE source SET kind = 'Photo'",
        "UPDATE source SET kind = 'film'",
        "INSERT INTO source (path, path_hash, kind, first_seen)"
            + " SELECT path, path_hash, kind, first_seen FROM source",
        "UPDATE model SET digest = 'abc'",
        "UPDATE model SET name = ''",
        "INSERT INTO model (name, digest) SELECT name, digest FROM model"
      })
  void theDatabaseItselfRefusesWhatCannotBeTrue(String falsehood) throws SQLException {
    store.save(Samples.happyAt(Samples.NOON));

    assertThatThrownBy(() -> execute(falsehood)).isInstanceOf(SQLException.class);
  }

  @Test
  void theDatabaseAcceptsChangesThatCouldBeTrue() throws SQLException {
    store.save(Samples.happyAt(Samples.NOON));

    execute(
        "UPDATE prediction SET happy = 0.1, sad = 0.6, class_name = 'Sad', state = 'NOT Okay'",
        "UPDATE prediction SET frame = 0, seconds = 0, face = 0",
        "UPDATE prediction SET sad = 0.1, angry = 0, neutral = 0, disgust = 0.6, surprise = 0.1,"
            + " class_name = 'Disgust'",
        "UPDATE prediction SET happy = 0, contempt = 0.1",
        "UPDATE prediction SET disgust = 0.1, surprise = 0.6, class_name = 'Surprise',"
            + " state = 'Okay'",
        "UPDATE prediction SET contempt = 0.6, surprise = 0.1, class_name = 'Contempt',"
            + " state = 'NOT Okay'",
        "UPDATE prediction SET score = 0, detector = 'yunet', reading = 'crowd'",
        "UPDATE source SET kind = 'video'");
  }

  @Test
  void everyClassIsStoredWithItsState() {
    List.of(Samples.ANGRY, Samples.FEAR, Samples.HAPPY, Samples.NEUTRAL, Samples.SAD)
        .forEach(each -> store.save(Samples.photo("/a.png", each, Samples.NOON)));

    PredictionCounts counts = store.counts(PredictionFilter.ALL);
    assertThat(counts.byEmotion())
        .allSatisfy(
            (emotion, count) ->
                assertThat(count).isEqualTo(ClassSet.FIVE.contains(emotion) ? 1 : 0));
    assertThat(counts.of(State.OKAY)).isEqualTo(3);
    assertThat(counts.of(State.NOT_OKAY)).isEqualTo(2);
    assertThat(counts.total()).isEqualTo(5);
  }

  @Test
  void probabilitiesComeBackToTheLastBit() {
    double third = 1.0 / 3;
    double tiny = Double.MIN_VALUE;
    PredictionRecord seen =
        Samples.photo(
            "/a.png",
            new Prediction(third, Math.nextDown(third), tiny, 1 - 2 * third - 1e-9, 1e-9),
            Samples.NOON);

    store.save(seen);

    assertThat(Samples.withoutRow(store.latest(1).get(0))).isEqualTo(seen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/with 'single' and \"double\" quotes.png",
        "'; DROP TABLE prediction; --",
        "/back\\slash\\' and `tick` % _ ?.png",
        "/smile \uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDE80.png",
        "/4 bytes \uD840\uDC00.png",
        "/Gr\u00FC\u00DFe \u65E5\u672C.png",
        "/new\nline\tand tab",
        " /leading and trailing blanks ",
        "NULL"
      })
  void anyPathComesBackAsItWasAndIsFound(String path) {
    PredictionRecord seen = Samples.photo(path, Samples.HAPPY, Samples.NOON);

    store.save(seen);

    assertThat(store.byPath(path)).extracting(Samples::withoutRow).containsExactly(seen);
    assertThat(store.byPath(path + " ")).isEmpty();
  }

  @Test
  void aPathMayHave4096LettersOfFourBytes() {
    String path = "\uD83D\uDE00".repeat(4096);

    store.save(Samples.photo(path, Samples.HAPPY, Samples.NOON));
    store.save(Samples.photo(path, Samples.SAD, Samples.NOON));

    assertThat(store.byPath(path)).hasSize(2);
    assertThat(store.status().sources()).isOne();
  }

  @Test
  void pathsThatDifferInCaseOrBlanksOnlyAreDifferentSources() {
    List.of("/a.png", "/A.png", "/a.png ", "/\u00E1.png")
        .forEach(path -> store.save(Samples.photo(path, Samples.HAPPY, Samples.NOON)));

    assertThat(store.status().sources()).isEqualTo(4);
    assertThat(store.byPath("/a.png")).hasSize(1);
  }

  @Test
  void timesAreUtcToTheMillisecondInAnyTimeZoneOfTheJvm() throws SQLException {
    // 02:30 does not exist that day in Berlin and 01:30 is twice: a local time would lose them.
    List<Instant> times =
        List.of(
            Instant.parse("2026-03-29T02:30:00.001Z"),
            Instant.parse("2026-10-25T00:30:00.999Z"),
            Instant.parse("2026-10-25T01:30:00.999Z"),
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.parse("2106-02-07T06:28:16.500Z"));
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      store.save(times.stream().map(Samples::happyAt).toList());
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));

      assertThat(store.latest(10))
          .extracting(stored -> stored.takenAt())
          .containsExactlyInAnyOrderElementsOf(times);
      assertThat(query("SELECT taken_at FROM prediction WHERE taken_at < '2026-04-01'"))
          .isNotEmpty();
      assertThat(store.between(times.get(0), times.get(0).plusMillis(1))).hasSize(1);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void whatIsFinerThanAMillisecondIsCutOffNotRounded() {
    store.save(Samples.happyAt(Instant.parse("2026-01-01T00:00:00.999999999Z")));

    assertThat(store.latest(1).get(0).takenAt())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.999Z"));
  }

  @Test
  void aTimeRangeHoldsItsBeginningAndNotItsEnd() {
    List<PredictionRecord> hourly =
        List.of(0, 1, 2, 3).stream()
            .map(hour -> Samples.happyAt(Samples.NOON.plus(hour, ChronoUnit.HOURS)))
            .toList();
    store.save(hourly);

    assertThat(store.between(hourly.get(1).takenAt(), hourly.get(3).takenAt()))
        .extracting(Samples::withoutRow)
        .containsExactly(hourly.get(2), hourly.get(1));
  }

  @Test
  void theLatestComeFirst() {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 30);
    store.save(frames);

    assertThat(store.latest(2))
        .extracting(Samples::withoutRow)
        .containsExactly(frames.get(29), frames.get(28));
  }

  @Test
  void filtersMayBeCombined() {
    store.save(Samples.frames("/videos/a.mp4", 10));
    store.save(Samples.frames("/videos/b.mp4", 10));

    PredictionFilter filter =
        PredictionFilter.ALL
            .withPath("/videos/a.mp4")
            .withEmotion(Emotion.SAD)
            .since(Samples.NOON.plusMillis(40))
            .before(Samples.NOON.plusMillis(200));

    assertThat(store.find(filter, 100)).hasSize(2);
    assertThat(store.counts(filter).of(State.NOT_OKAY)).isEqualTo(2);
    assertThat(store.find(filter.withState(State.OKAY), 100)).isEmpty();
  }

  @Test
  void theTimelineCountsEachHourInUtc() {
    Instant hour = Instant.parse("2026-03-29T00:00:00Z");
    store.save(
        List.of(
            Samples.photo("/a.png", Samples.HAPPY, hour),
            Samples.photo("/a.png", Samples.SAD, hour.plusSeconds(3_599)),
            Samples.photo("/a.png", Samples.SAD, hour.plusSeconds(3_600)),
            Samples.photo("/a.png", Samples.NEUTRAL, hour.plus(48, ChronoUnit.HOURS))));

    assertThat(store.timeline(PredictionFilter.ALL))
        .containsExactly(
            new HourCount(hour, 1, 1),
            new HourCount(hour.plusSeconds(3_600), 0, 1),
            new HourCount(hour.plus(48, ChronoUnit.HOURS), 1, 0));
  }

  @Test
  void allPredictionsPassInTheOrderInWhichTheyWereStored() {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 4_500);
    store.save(frames);
    List<PredictionRecord> passed = new ArrayList<>();

    store.forEach(PredictionFilter.ALL, stored -> passed.add(Samples.withoutRow(stored)));

    assertThat(passed).isEqualTo(frames);
  }

  @Test
  void aDeletedPathLeavesNothingBehind() throws SQLException {
    store.save(Samples.frames("/videos/secret.mp4", 10));
    store.save(Samples.frames("/videos/other.mp4", 10));

    assertThat(store.deleteByPath("/videos/secret.mp4")).isEqualTo(10);

    assertThat(store.byPath("/videos/secret.mp4")).isEmpty();
    assertThat(store.byPath("/videos/other.mp4")).hasSize(10);
    assertThat(query("SELECT path FROM source")).containsExactly(List.of("/videos/other.mp4"));
    assertThat(store.deleteByPath("/videos/secret.mp4")).isZero();
  }

  @Test
  void predictionsOfOneModelAreFoundAndDeletedWithTheModelItself() throws SQLException {
    ModelReference other = new ModelReference("other", "f".repeat(64), Optional.empty());
    store.save(Samples.frames("/videos/a.mp4", 10));
    store.save(Samples.PHOTO, other, Samples.face(Samples.SAD));
    PredictionFilter ofOther = PredictionFilter.ALL.withModel(other.digest());

    assertThat(store.find(ofOther, 100)).hasSize(1);
    assertThat(store.counts(ofOther.withEmotion(Emotion.HAPPY)).total()).isZero();
    assertThat(store.delete(ofOther)).isOne();

    assertThat(query("SELECT name FROM model")).containsExactly(List.of("slim"));
    assertThat(store.status().predictions()).isEqualTo(10);
  }

  @Test
  void whatIsOlderIsForgottenAndNothingTellsOfIt() throws SQLException {
    Instant old = Instant.parse("2025-01-01T00:00:00Z");
    store.save(Samples.photo("/old.png", Samples.HAPPY, old));
    store.save(Samples.photo("/both.png", Samples.HAPPY, old));
    store.save(Samples.photo("/both.png", Samples.HAPPY, Samples.NOON));

    assertThat(store.deleteOlderThan(Samples.NOON)).isEqualTo(2);

    assertThat(query("SELECT path FROM source")).containsExactly(List.of("/both.png"));
    assertThat(query("SELECT 1 FROM source WHERE first_seen < '2026-01-01'")).isEmpty();
    assertThat(store.latest(10)).hasSize(1);
  }

  @Test
  void aSourceWasFirstSeenWhenItsEarliestPredictionWasTaken() throws SQLException {
    store.save(Samples.happyAt(Samples.NOON));
    store.save(Samples.happyAt(Samples.NOON.minusSeconds(60)));
    store.save(Samples.happyAt(Samples.NOON.plusSeconds(60)));

    assertThat(query("SELECT first_seen FROM source"))
        .singleElement()
        .satisfies(row -> assertThat(row.get(0)).startsWith("2026-03-04 11:59:00.123"));
  }

  @Test
  void theStatusTellsWhatIsThere() {
    store.save(Samples.frames("/videos/a.mp4", 3));

    StoreStatus status = store.status();

    assertThat(status.predictions()).isEqualTo(3);
    assertThat(status.sources()).isOne();
    assertThat(status.models()).isOne();
    assertThat(status.first()).contains(Samples.NOON);
    assertThat(status.last()).contains(Samples.NOON.plusMillis(80));
    assertThat(status.schemaVersion()).isEqualTo("6");
  }

  @Test
  void openingAgainKeepsWhatIsThere() {
    store.save(Samples.happyAt(Samples.NOON));

    try (PredictionStore again = PredictionStore.open(address())) {
      assertThat(again.latest(10)).hasSize(1);
    }
  }

  @Test
  void aSchemaFromANewerVersionIsRefusedWithAClearError() throws SQLException {
    execute(
        "INSERT INTO "
            + history()
            + " SELECT 99, '99', 'from the future', 'SQL',"
            + " 'V99__future.sql', 1, 'test', CURRENT_TIMESTAMP, 1, TRUE");

    assertThatThrownBy(() -> PredictionStore.open(address()))
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NEWER_SCHEMA))
        .hasMessageContaining("version 99")
        .hasMessageContaining("Use a newer fer4j");
    emptyTheDatabase();
  }

  @Test
  void aTableOfTheSameNameThatIsNotOursIsLeftAlone() throws SQLException {
    emptyTheDatabase();
    execute("CREATE TABLE fer (id INT, path VARCHAR(50))", "INSERT INTO fer VALUES (1, 'theirs')");
    try {
      assertThatThrownBy(() -> PredictionStore.open(address()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("'fer'")
          .hasMessageContaining("Rename");
      assertThat(query("SELECT path FROM fer")).containsExactly(List.of("theirs"));
    } finally {
      execute("DROP TABLE fer");
    }
  }

  @Test
  void otherTablesInTheSameDatabaseDoNotMatter() throws SQLException {
    emptyTheDatabase();
    execute("CREATE TABLE theirs (id INT)");
    try (PredictionStore beside = PredictionStore.open(address())) {
      beside.save(Samples.happyAt(Samples.NOON));
      assertThat(beside.latest(1)).hasSize(1);
    } finally {
      execute("DROP TABLE theirs");
      emptyTheDatabase();
    }
  }

  @Test
  void aDroppedTableIsAClearError() throws SQLException {
    execute("DROP VIEW fer", "DROP TABLE prediction");

    assertThatThrownBy(() -> store.save(Samples.happyAt(Samples.NOON)))
        .isInstanceOf(NotSavedException.class)
        .hasMessageContaining("table is missing");
    emptyTheDatabase();
  }

  @Test
  void unknownIdentifiersAreNotStored() {
    PredictionRecord seen = Samples.happyAt(Samples.NOON);
    store.save(seen);

    assertThat(store.stored(List.of(seen.id(), UUID.randomUUID()))).containsExactly(seen.id());
  }

  @Test
  void pictureWithoutAFaceIsKeptOnceAndFoundAgain() throws SQLException {
    FacelessPicture wall = faceless("/wall.png", "haar");
    FacelessPicture other = faceless("/other.png", "haar");

    store.saveFaceless(List.of());
    store.saveFaceless(List.of(wall, faceless("/wall.png", "haar")));
    store.saveFaceless(List.of(other, wall));

    assertThat(store.faceless(List.of(wall, other, faceless("/wall.png", "yunet"))))
        .containsExactlyInAnyOrder(wall, other);
    assertThat(store.faceless(List.of())).isEmpty();
    assertThat(query("SELECT COUNT(*) FROM faceless_picture")).containsExactly(List.of("2"));
    assertThat(store.status().predictions()).isZero();
  }

  @Test
  void twoTasksMayKeepTheSameFacelessPicturesAtOnce() throws Exception {
    List<FacelessPicture> walls =
        IntStream.range(0, 500).mapToObj(i -> faceless("/wall " + i, "haar")).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Object>> saves =
        Collections.nCopies(8, Executors.callable(() -> store.saveFaceless(walls)));
    for (Future<Object> saved : threads.invokeAll(saves)) {
      saved.get();
    }
    threads.shutdown();

    assertThat(store.faceless(walls)).hasSize(500);
    assertThat(query("SELECT COUNT(*) FROM faceless_picture")).containsExactly(List.of("500"));
  }

  @Test
  void facelessPicturesAreForgottenWithThePredictionsOfTheirPathModelAndTime() {
    FacelessPicture wall = faceless("/wall.png", "haar");
    FacelessPicture other = faceless("/other.png", "haar");
    List<FacelessPicture> both = List.of(wall, other);
    store.saveFaceless(both);

    store.delete(PredictionFilter.ALL.withEmotion(Emotion.SAD));
    store.delete(PredictionFilter.ALL.withState(State.OKAY));
    store.delete(PredictionFilter.ALL.withModel("f".repeat(64)));
    store.deleteOlderThan(Samples.NOON);
    assertThat(store.faceless(both)).hasSize(2);
    store.deleteByPath("/wall.png");
    assertThat(store.faceless(both)).containsExactly(other);
    store.delete(PredictionFilter.ALL.since(Samples.NOON).withModel(Samples.MODEL.digest()));
    assertThat(store.faceless(both)).isEmpty();
    store.saveFaceless(both);
    store.delete(PredictionFilter.ALL);
    assertThat(store.faceless(both)).isEmpty();
  }

  private static FacelessPicture faceless(String path, String detector) {
    return new FacelessPicture(
        new Source(SourceKind.PHOTO, path),
        Samples.MODEL.digest(),
        ModelCard.CROWD_READING,
        detector);
  }

  @Test
  void predictionsOverAnyClassesComeBackBesideEachOther() throws SQLException {
    Prediction seven = Prediction.of(ClassSet.SEVEN, 0, 0.125, 0, 0, 0.125, 0.25, 0.5);
    Prediction eight = Prediction.of(ClassSet.EIGHT, 0, 0, 0, 0, 0, 0.25, 0, 0.75);
    List<PredictionRecord> saved = new ArrayList<>();
    for (Prediction prediction : List.of(Samples.SAD, seven, eight)) {
      saved.add(
          PredictionRecord.inPhoto(
              Samples.PHOTO, Samples.MODEL, Samples.face(prediction), Samples.NOON));
    }
    store.save(saved);

    assertThat(store.find(PredictionFilter.ALL, 10))
        .extracting(Samples::withoutRow)
        .containsExactlyInAnyOrderElementsOf(saved);
    PredictionCounts counts = store.counts(PredictionFilter.ALL);
    assertThat(counts.of(Emotion.SURPRISE)).isEqualTo(1);
    assertThat(counts.of(Emotion.CONTEMPT)).isEqualTo(1);
    // A class that the model does not know has no probability, which is not 0.
    assertThat(query("SELECT class_name, surprise, contempt FROM prediction ORDER BY class_name"))
        .extracting(row -> row.get(0) + " " + (row.get(1) == null) + " " + (row.get(2) == null))
        .containsExactly("Contempt false false", "Sad true true", "Surprise false true");
    assertThat(query("SELECT state, class_name FROM fer ORDER BY class_name"))
        .containsExactly(
            List.of("NOT Okay", "Contempt"),
            List.of("NOT Okay", "Sad"),
            List.of("Okay", "Surprise"));
  }
}
