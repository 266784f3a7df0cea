package io.github.fer4j.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.cli.Main;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.model.TinyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Storing and looking at what is stored, in processes of their own with environments of their own.
 */
class StoreProcessTest {
  private static final String SECRET = "Canary-5";
  private static final String NOBODY = "jdbc:mysql://127.0.0.1:1/fer";
  private static final int PATIENCE_SECONDS = 180;

  @TempDir private Path folder;
  private Path photo;
  private Path model;
  private final Map<String, String> environment = new HashMap<>();

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void takeAPhoto() throws IOException {
    model = TinyModel.writeTo(folder.resolve("model"));
    photo = folder.resolve("it's a face.png");
    BufferedImage portrait = Portrait.background(300, 300);
    Portrait.draw(portrait, 160, 150, 130);
    ImageIO.write(portrait, "png", photo.toFile());
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
  }

  private Process start(Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the launcher does: Java 25 warns without
                // it
                "-Xmx512m",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FER_DB_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Run end(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(folder.resolve("out")),
        Files.readString(folder.resolve("err")));
  }

  private Run fer(Object... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  @Test
  void withoutAServerOrAnySetUpAFaceIsStoredAndListed() throws Exception {
    Run stored = fer("predict", photo, "--model", model, "--store");
    Run listed = fer("db", "list");

    assertThat(stored.exitCode()).isZero();
    assertThat(stored.err()).contains("stored 1 predictions in ", "predictions.mv.db");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines()).singleElement().asString().contains("Happy", photo.toString());
  }

  @Test
  void whatTheDatabaseRefusesIsInAFileThatLoadsLater() throws Exception {
    Path database = folder.resolve("faces.mv.db");
    Path records = folder.resolve("records.csv");
    assertThat(CommandRun.fer("db", "init", "--db", database).exitCode()).isZero();
    Gate.refuse(database);

    Run run =
        fer(
            "predict",
            photo,
            "--model",
            model,
            "--store",
            "--db",
            database,
            "--format",
            "csv",
            "--out",
            records);
    Gate.remove(database);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("stored 0 predictions in " + database, "not today");
    assertThat(Files.readAllLines(records)).as("the records are written all the same").hasSize(2);
    Path unsaved = spillFile();
    assertThat(run.err())
        .contains(
            "fer: 1 predictions are not stored but kept in " + unsaved,
            "fer db load '" + unsaved + "' --db '" + database + "' stores them");
    assertThat(CommandRun.fer("db", "load", unsaved, "--db", database).out())
        .startsWith("stored 1 ");
    assertThat(CommandRun.fer("db", "list", "--db", database).out().lines()).hasSize(1);
  }

  private Path spillFile() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  @Test
  void aServerThatIsNotThereEndsTheCommandBeforeItBegins() throws Exception {
    environment.put("FER_DB_URL", NOBODY);
    environment.put("FER_DB_USER", "fer");
    environment.put("FER_DB_PASSWORD", SECRET);

    Run run = fer("predict", photo, "--model", model, "--store", "--verbose");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("fer: " + NOBODY + ": no connection to the database")
        .doesNotContain(SECRET);
  }

  @Test
  void withoutATerminalMissingCredentialsAreNamed() throws Exception {
    environment.put("FER_DB_USER", "fer");

    Run run = fer("db", "list", "--db", NOBODY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("set FER_DB_PASSWORD, as there is no terminal to ask at");
  }

  @Test
  void toldToEndItStoresWhatItHasSeenAndExitsWith130() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 1_000; i++) {
      Files.createLink(photos.resolve(i + ".png"), photo);
    }
    Path out = folder.resolve("out");
    Process process = start("predict", photos, "--model", model, "--store");
    while (process.isAlive() && (!Files.exists(out) || Files.size(out) == 0)) {
      Thread.sleep(20);
    }
    process.destroy();
    Run run = end(process);

    assertThat(run.exitCode()).isEqualTo(130);
    long told = run.out().lines().count();
    assertThat(told).isBetween(1L, 999L);
    assertThat(run.err()).contains("stored " + told + " predictions");
    assertThat(fer("db", "list", "--limit", "1000").out().lines()).hasSize((int) told);
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "FER_TEST_JDBC_URL",
      matches = ".+",
      disabledReason = "FER_TEST_JDBC_URL names no server to test with")
  void aServerStoresListsAndForgetsAndNeverTellsThePassword() throws Exception {
    String password = System.getenv().getOrDefault("FER_TEST_JDBC_PASSWORD", "");
    environment.put("FER_DB_URL", System.getenv("FER_TEST_JDBC_URL"));
    environment.put("FER_DB_USER", System.getenv().getOrDefault("FER_TEST_JDBC_USER", "root"));
    environment.put("FER_DB_PASSWORD", SECRET);
    Run denied = fer("db", "list", "--verbose");
    assertThat(denied.exitCode()).isEqualTo(1);
    assertThat(denied.err()).contains("refused user").doesNotContain(SECRET);

    environment.put("FER_DB_PASSWORD", password);
    Run stored = fer("predict", photo, "--model", model, "--store");
    assertThat(stored.err()).contains("stored 1 predictions in jdbc:mysql://");
    assertThat(fer("db", "list", "--path", photo).out().lines()).hasSize(1);
    assertThat(fer("db", "delete", "--path", photo, "--yes").out()).contains("deleted 1");
    assertThat(fer("db", "list", "--path", photo).out()).isEmpty();
  }
}
