package io.github.fer4j.cli.db;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.Source;
import io.github.fer4j.db.VideoPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbCommandTest {
  private static final Prediction HAPPY = new Prediction(0.1, 0.1, 0.6, 0.1, 0.1);
  private static final Prediction SAD = new Prediction(0.1, 0.1, 0.1, 0.1, 0.6);
  private static final Prediction FEAR = new Prediction(0.1, 0.6, 0.1, 0.1, 0.1);
  private static final ModelReference MODEL =
      new ModelReference("slim", "0123456789abcdef".repeat(4), Optional.of("{}"));
  private static final BoundingBox BOX = new BoundingBox(1, 20, 49, 68);

  @TempDir private Path folder;
  private Path database;

  @BeforeEach
  void storeThreeFaces() {
    database = folder.resolve("faces.mv.db");
    try (PredictionStore store = PredictionStore.embedded(database)) {
      store.save(
          List.of(
              photo("/a.png", HAPPY, "2026-03-04T11:30:00.250Z"),
              photo("/it's b.png", SAD, "2026-03-04T12:15:00Z"),
              PredictionRecord.inVideo(
                  Source.video(Path.of("/c.mp4")),
                  MODEL,
                  new FacePrediction(BOX, FEAR),
                  new VideoPosition(30, 1.2, OptionalInt.of(1)),
                  Instant.parse("2026-03-05T12:45:00Z"))));
    }
  }

  private static PredictionRecord photo(String path, Prediction prediction, String time) {
    return PredictionRecord.inPhoto(
        Source.photo(Path.of(path)),
        MODEL,
        new FacePrediction(BOX, prediction),
        Instant.parse(time));
  }

  private CommandRun db(String command, Object... more) {
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "db";
    arguments[1] = command;
    arguments[2] = "--db";
    arguments[3] = database;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return fer(arguments);
  }

  private void assertLeft(int predictions) {
    assertThat(db("status").out()).contains("predictions  " + predictions + System.lineSeparator());
  }

  @Test
  void initMakesTheTablesAndMayBeRepeated() {
    Path file = folder.resolve("new/other.mv.db");
    for (int i = 0; i < 2; i++) {
      CommandRun run = fer("db", "init", "--db", file);

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith(file + ": ready, tables of version ");
    }
    assertThat(file).exists();
  }

  @Test
  void statusSaysWhereItIsAndWhatItHolds() {
    CommandRun run = db("status");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().toList())
        .anyMatch(line -> line.equals("database     " + database))
        .anyMatch(line -> line.startsWith("product      H2 2."))
        .contains(
            "predictions  3",
            "sources      3",
            "models       1",
            "first        2026-03-04T11:30:00.250Z",
            "last         2026-03-05T12:45:00Z");
  }

  @Test
  void listShowsALineAPredictionTheLatestFirst() {
    CommandRun run = db("list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .matches(
            " +3  2026-03-05T12:45:00Z +Okay +Fear +60 %  \\[1, 20, 49, 68] +/c\\.mp4 at 1\\.20 s");
    assertThat(lines.get(2)).contains("2026-03-04T11:30:00.250Z", "Happy", "/a.png");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --path,  /a.png,                3
          --path,  /../it's b.png,        2
          --from,  2026-03-05,            1
          --to,    2026-03-05,            23
          --from,  2026-03-04T12:15:00Z,  12
          --to,    2026-03-04T12:15:00Z,  3
          --state, Okay,                  13
          --state, NOT Okay,              2
          --state, not okay,              2
          --class, Happy,                 3
          --class, sad,                   2
          --limit, 2,                     12
          """)
  void listTakesFilters(String option, String value, String places) {
    List<String> all = db("list").out().lines().toList();
    List<String> expected = places.chars().mapToObj(place -> all.get(place - '1')).toList();

    assertThat(db("list", option, value).out().lines()).containsExactlyElementsOf(expected);
  }

  @Test
  void filtersMayBeCombined() {
    assertThat(db("list", "--state", "Okay", "--to", "2026-03-05").out().lines())
        .singleElement()
        .asString()
        .contains("/a.png");
  }

  @Test
  void whatIsNotThereIsSaid() {
    CommandRun run = db("list", "--class", "Angry");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no such predictions in " + database);
  }

  @Test
  void statsCountByClassStateAndHour() {
    assertThat(
            db("stats", "--to", "2026-03-05").out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "Angry 0",
            "Fear 0",
            "Happy 1",
            "Neutral 0",
            "Sad 1",
            "Okay 1",
            "NOT Okay 1",
            "all 2",
            "2026-03-04T11:00:00Z 1 1 Okay, 0 NOT Okay",
            "2026-03-04T12:00:00Z 1 0 Okay, 1 NOT Okay");
  }

  @Test
  void exportWritesWhatIsMeantAndReplacesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "id,uuid,path,old");

    CommandRun run = db("export", "--state", "Okay", "--out", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("wrote 2 predictions to " + file);
    List<String> rows = Files.readAllLines(file);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).startsWith("id,uuid,path,kind,model,");
    assertThat(rows.get(1)).contains("/a.png,photo,slim,", ",Okay,Happy,0.1,0.1,0.6,");
    assertThat(rows.get(2)).contains("/c.mp4,video,", ",30,1.2,1,2026-03-05T12:45:00Z");
  }

  @Test
  void anExportInJsonLoadsElsewhereOnce() {
    Path file = folder.resolve("out.jsonl");
    Path other = folder.resolve("other.mv.db");
    db("export", "--format", "json", "--out", file);

    assertThat(fer("db", "load", file, "--db", other).out())
        .startsWith("stored 3 predictions in " + other + "; 0 were there already");
    assertThat(fer("db", "load", file, "--db", other).out())
        .startsWith("stored 0 predictions in " + other + "; 3 were there already");
    assertThat(fer("db", "stats", "--db", other).out()).isEqualTo(db("stats").out());
  }

  @Test
  void aFailedExportLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "old");

    assertThat(db("export", "--class", "Bored", "--out", file).exitCode()).isEqualTo(2);

    assertThat(file).hasContent("old");
  }

  @Test
  void deleteForgetsWhatTheFilterMeansAndNothingElse() {
    assertThat(db("delete", "--class", "Sad", "--yes").out()).contains("deleted 1 predictions");

    assertLeft(2);
    assertThat(db("status").out()).contains("sources      2");
  }

  @Test
  void deleteWithoutAFilterTakesAll() {
    CommandRun refused = db("delete", "--yes");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualToIgnoringNewLines("fer: No filter: say which predictions, or --all");
    assertLeft(3);

    assertThat(db("delete", "--all", "--yes").exitCode()).isZero();
    assertLeft(0);
  }

  @Test
  void deleteWithoutYesDeletesNothing() {
    CommandRun run = db("delete", "--all");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--yes");
    assertLeft(3);
  }

  @Test
  void aLineThatIsNoPredictionIsNamedAndTheRestIsNotStored() throws IOException {
    Path file = folder.resolve("out.jsonl");
    db("export", "--format", "json", "--out", file);
    Files.writeString(file, Files.readString(file) + "{\"uuid\": 7}\n");
    Path other = folder.resolve("other.mv.db");

    CommandRun run = fer("db", "load", file, "--db", other);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("fer: " + file + ", line 4: expected a prediction as one JSON object");
  }

  @Test
  void aFileToLoadThatIsNotThereOrAFolderIsNamed() {
    Path absent = folder.resolve("absent.jsonl");

    CommandRun run = db("load", absent);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualToIgnoringNewLines("fer: " + absent + ": no such file or folder");

    CommandRun onFolder = db("load", folder);
    assertThat(onFolder.exitCode()).isEqualTo(2);
    assertThat(onFolder.err()).startsWith("fer: " + folder + ": expected a file of lines of JSON");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --from,  yesterday,            "'yesterday' is not a time: expected 2026-03-04 or"
          --to,    2026-13-01,           "'2026-13-01' is not a time: expected 2026-03-04 or"
          --to,    2026-03-04T12:00,     "'2026-03-04T12:00' is not a time"
          --state, Fine,                 "Unknown state 'Fine': expected Okay or NOT Okay"
          --class, Bored,                "'Bored': expected one of [Angry, Fear,"
          --limit, 0,                    "--limit is 0, expected 1 or more"
          --limit, many,                 "'many' is not an int"
          """,
      quoteCharacter = '"')
  void aMistypedFilterIsNamed(String option, String value, String said) {
    CommandRun run = db("list", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("fer: ").contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "status", "stats", "delete --all --yes", "export --out x.csv"})
  void whoLooksAtAFileThatIsNotThereIsToldAndMakesNone(String command) {
    database = folder.resolve("mistyped.mv.db");
    String[] words = command.split(" ");
    Object[] more = List.of(words).subList(1, words.length).toArray();

    CommandRun run = db(words[0], more);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("fer: " + database + ": there is no such file");
    assertThat(database).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseIsNamedAndLeftAsItIs() throws IOException {
    database = Files.writeString(folder.resolve("note.mv.db"), "Dear diary");

    CommandRun run = db("list");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("fer: " + database + ": this file is damaged, or no database at all.");
    assertThat(database).hasContent("Dear diary");
  }

  @Test
  void aFolderIsNoDatabase() {
    database = folder;

    CommandRun run = db("init");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("fer: " + folder + " is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jdbc:postgresql://host/db", "http://host/db", "jdbc:mysql://host"})
  void whatIsNoAddressIsWrongUse(String address) {
    CommandRun run = fer("db", "init", "--db", address);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains("jdbc:mysql://HOST[:PORT]/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://u:Canary-5@host/db",
        "jdbc:mysql://host/db?user=u&password=Canary-5",
        "jdbc:mariadb://u:Canary-5@host/db",
        "jdbc:h2:mem:x;USER=u;PASSWORD=Canary-5",
        "jdbc:mysql://u:Canary-5%@host/db",
        "jdbc:mysql://u:Canary-5@host",
        "postgres://u:Canary-5@host/db",
      })
  void aPasswordOnTheCommandLineIsRefusedAndNotRepeated(String address) {
    CommandRun run = fer("db", "init", "--verbose", "--db", address);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out() + run.err()).doesNotContain("Canary-5");
  }
}
