package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.fer4j.db.StoreException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a store does in a server, and when the server or the way to it fails. */
abstract class ServerStoreContract extends PredictionStoreContract {
  private static final String SECRET = "Sw0rdfish-Canary";
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir protected Path folder;

  /** Host and port of the server. */
  protected abstract String host();

  protected abstract int port();

  protected abstract String databaseName();

  private StoreAddress at(String host, int port, String database, String properties) {
    StoreAddress given = address();
    return StoreAddress.parse("jdbc:mysql://" + host + ":" + port + "/" + database + properties)
        .withCredentials(
            given.user().orElseThrow(), given.connectionProperties().getProperty("password"));
  }

  // In clear, so that the proxy can see a COMMIT pass.
  private StoreAddress through(TcpProxy proxy, String properties) {
    return at(
        "127.0.0.1",
        proxy.port(),
        databaseName(),
        "?sslMode=DISABLED&allowPublicKeyRetrieval=true" + properties);
  }

  private StoreException failureOf(StoreAddress address) {
    try (PredictionStore opened = PredictionStore.open(address, SHORT)) {
      throw new AssertionError("Opened " + opened.address());
    } catch (StoreException failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(SECRET);
      assertThat(failure.getMessage()).doesNotContain("\n");
      return failure;
    }
  }

  @Test
  void aServerThatIsNotThereIsAClearError() {
    StoreAddress nobody = at(host(), 1, databaseName(), "").withCredentials("tester", SECRET);

    StoreException failure = failureOf(nobody);

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure).hasMessageContaining(":1/").hasMessageContaining("Check that the server");
  }

  @Test
  void aHostThatDoesNotExistIsAClearError() {
    StoreException failure =
        failureOf(at("nosuchhost.invalid", 3306, databaseName(), "").withCredentials("u", SECRET));

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure).hasMessageContaining("nosuchhost.invalid");
  }

  @Test
  void aWrongPasswordIsAClearErrorThatDoesNotRepeatIt() {
    StoreException failure = failureOf(address().withCredentials("tester", SECRET));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
    assertThat(failure)
        .hasMessageContaining("'tester'")
        .hasMessageContaining("Check the user name and the password");
  }

  @Test
  void aDatabaseThatDoesNotExistIsAClearError() {
    StoreException failure = failureOf(at(host(), port(), "nosuchschema", ""));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_DATABASE);
    assertThat(failure).hasMessageContaining("CREATE DATABASE");
  }

  @Test
  void noPasswordReachesTheLogs() throws SQLException {
    execute(
        "DROP USER IF EXISTS 'logged'@'%'",
        "CREATE USER 'logged'@'%' IDENTIFIED BY '" + SECRET + "'",
        "GRANT ALL ON " + databaseName() + ".* TO 'logged'@'%'");
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    Level before = root.getLevel();
    root.getAppender("console").stop();
    root.setLevel(Level.TRACE);
    root.addAppender(appender);
    try {
      String url = "jdbc:mysql://logged:" + SECRET + "@" + host() + ":" + port() + "/";
      try (PredictionStore opened =
          PredictionStore.open(StoreAddress.parse(url + databaseName() + "?applicationName=x"))) {
        opened.save(Samples.happyAt(Samples.NOON));
      }
      failureOf(StoreAddress.parse(url + "nosuchschema"));
      failureOf(StoreAddress.parse(url.replace("logged:", "nobody:") + databaseName()));
    } finally {
      root.detachAppender(appender);
      root.setLevel(before);
      root.getAppender("console").start();
      execute("DROP USER 'logged'@'%'");
    }

    assertThat(appender.list).isNotEmpty();
    assertThat(appender.list)
        .noneMatch(event -> event.getFormattedMessage().contains(SECRET))
        .noneMatch(
            event ->
                event.getThrowableProxy() != null
                    && ThrowableProxyUtil.asString(event.getThrowableProxy()).contains(SECRET));
  }

  @Test
  void aUserWithoutTheRightToMakeTablesIsToldWhichRightsItTakes() throws SQLException {
    emptyTheDatabase();
    StoreAddress reader = userWith("SELECT");

    StoreException failure = failureOf(reader);

    assertThat(failure.reason()).isEqualTo(Reason.NO_RIGHTS);
    assertThat(failure).hasMessageContaining("'limited'").hasMessageContaining("CREATE VIEW");
  }

  @Test
  void aUserWhoMayOnlyReadCanReadAndNotSave() throws SQLException {
    store.save(Samples.happyAt(Samples.NOON));

    try (PredictionStore reader = PredictionStore.open(userWith("SELECT"))) {
      assertThat(reader.latest(1)).hasSize(1);
      assertThatThrownBy(() -> reader.save(Samples.happyAt(Samples.NOON)))
          .isInstanceOfSatisfying(
              NotSavedException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_RIGHTS));
    }
  }

  @Test
  void dailyUseTakesFourRights() throws SQLException {
    try (PredictionStore daily = PredictionStore.open(userWith("SELECT, INSERT, UPDATE, DELETE"))) {
      daily.save(Samples.happyAt(Samples.NOON));
      daily.save(Samples.happyAt(Samples.NOON.minusSeconds(1)));
      assertThat(daily.deleteOlderThan(Samples.NOON)).isOne();
    }
  }

  private StoreAddress userWith(String rights) throws SQLException {
    execute(
        "DROP USER IF EXISTS 'limited'@'%'",
        "CREATE USER 'limited'@'%' IDENTIFIED BY '" + SECRET + "'",
        "GRANT " + rights + " ON " + databaseName() + ".* TO 'limited'@'%'");
    return address().withCredentials("limited", SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-08:00", "+13:00"})
  void theSessionsTimeZoneChangesNothing(String zone) throws SQLException {
    StoreAddress elsewhere =
        at(
            host(),
            port(),
            databaseName(),
            "?sessionVariables=time_zone%3D'" + zone.replace("+", "%2B") + "'");
    PredictionRecord seen = Samples.happyAt(Samples.NOON);

    try (PredictionStore there = PredictionStore.open(elsewhere)) {
      there.save(seen);
      assertThat(Samples.withoutRow(there.latest(1).get(0))).isEqualTo(seen);
      assertThat(there.timeline(PredictionFilter.ALL).get(0).hour())
          .isEqualTo("2026-03-04T12:00:00Z");
    }
    assertThat(Samples.withoutRow(store.latest(1).get(0))).isEqualTo(seen);
    assertThat(query("SELECT CAST(time AS CHAR) FROM fer"))
        .containsExactly(List.of("2026-03-04 12:00:00.123"));
  }

  @ParameterizedTest
  @ValueSource(longs = {300, 20_000, 100_000, 250_000})
  void aConnectionCutInTheMiddleOfABatchLosesAndDoublesNothing(long bytes) {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 2_000);
    try (TcpProxy proxy = new TcpProxy(host(), port());
        PredictionStore far = PredictionStore.open(through(proxy, ""))) {
      proxy.cutAfter(bytes);

      far.save(frames);

      assertThat(proxy.cuts()).isOne();
    }
    assertStoredOnce(frames);
  }

  @ParameterizedTest
  @EnumSource(
      value = TcpProxy.OnCommit.class,
      names = {"CUT_BEFORE", "CUT_AFTER"})
  void aConnectionCutAtTheCommitLosesAndDoublesNothing(TcpProxy.OnCommit when) {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 700);
    try (TcpProxy proxy = new TcpProxy(host(), port());
        PredictionStore far = PredictionStore.open(through(proxy, ""))) {
      proxy.cutAtCommit(when);

      far.save(frames);

      assertThat(proxy.cuts()).isOne();
    }
    assertStoredOnce(frames);
  }

  /** The common pool, from Java 25 on, has a single thread on two processors: it must not block. */
  private static CompletableFuture<Void> onItsOwnThread(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndTriedAgain() {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 700);
    try (TcpProxy proxy = new TcpProxy(host(), port());
        PredictionStore far = PredictionStore.open(through(proxy, "&socketTimeout=1000"))) {
      proxy.stall();
      CompletableFuture<Void> saving = onItsOwnThread(() -> far.save(frames));
      CompletableFuture.runAsync(
          proxy::restore, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));

      saving.join();
    }
    assertStoredOnce(frames);
  }

  @Test
  void whatIsNotSavedIsReportedAndCanBeSavedLater() {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 700);
    try (TcpProxy proxy = new TcpProxy(host(), port());
        PredictionStore far = PredictionStore.open(through(proxy, ""), SHORT)) {
      proxy.cutAtCommit(TcpProxy.OnCommit.CUT_AFTER);
      far.save(frames.subList(0, 100));
      proxy.sever();

      assertThatThrownBy(() -> far.save(frames))
          .isInstanceOfSatisfying(
              NotSavedException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
                assertThat(failure.notSaved()).isEqualTo(frames);
              })
          .hasMessageStartingWith("700 predictions were not stored.");

      proxy.restore();
      far.save(frames);
    }
    assertStoredOnce(frames);
  }

  @Test
  void whatAWriterCouldNotStoreIsInAFileThatLoadsOnce() throws IOException {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 3_000);
    Path unsaved = folder.resolve("unsaved.jsonl");
    WriteReport report;
    try (TcpProxy proxy = new TcpProxy(host(), port());
        PredictionStore far = PredictionStore.open(through(proxy, ""), SHORT)) {
      PredictionWriter writer =
          far.writer(new WriterOptions(500, 500, SHORT, Duration.ofSeconds(30), unsaved));
      frames.subList(0, 1_000).forEach(writer::write);
      writer.flush();
      proxy.sever();
      frames.subList(1_000, 3_000).forEach(writer::write);
      report = writer.finish();
    }

    assertThat(report.stored()).isEqualTo(1_000);
    assertThat(report.spilled()).isEqualTo(2_000);
    assertThat(report.lost()).isZero();
    assertThat(report.spillFile()).contains(unsaved);
    assertThat(store.load(unsaved)).isEqualTo(new LoadReport(2_000, 0));
    assertThat(store.load(unsaved)).isEqualTo(new LoadReport(0, 2_000));
    assertStoredOnce(frames);
  }

  @Test
  void aWriterOutlastsAServerThatIsAwayForAWhile() throws IOException {
    List<PredictionRecord> frames = Samples.frames("/videos/a.mp4", 6_000);
    Path unsaved = folder.resolve("unsaved.jsonl");
    WriteReport report;
    try (TcpProxy proxy = new TcpProxy(host(), port());
        PredictionStore far = PredictionStore.open(through(proxy, ""), SHORT)) {
      PredictionWriter writer =
          far.writer(new WriterOptions(1_000, 1_000, SHORT, Duration.ZERO, unsaved));
      for (int i = 0; i < frames.size(); i++) {
        if (i == 2_000) {
          writer.flush();
          proxy.sever();
        }
        if (i == 4_000) {
          writer.flush();
          proxy.restore();
        }
        writer.write(frames.get(i));
      }
      report = writer.finish();
    }

    assertThat(report.stored()).isEqualTo(4_000);
    assertThat(report.spilled()).isEqualTo(2_000);
    store.load(unsaved);
    assertStoredOnce(frames);
  }

  @Test
  void theVictimOfADeadlockTriesAgain() throws Exception {
    store.save(Samples.photo("/a.png", Samples.HAPPY, Samples.NOON));
    store.save(Samples.photo("/b.png", Samples.HAPPY, Samples.NOON));
    List<PredictionRecord> both =
        List.of(
            Samples.photo("/a.png", Samples.SAD, Samples.NOON),
            Samples.photo("/b.png", Samples.SAD, Samples.NOON));
    execute("CREATE TABLE ballast (id INT)");
    try (Connection other = connection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      // The database gives up the transaction that has changed less: not this one.
      for (int i = 0; i < 300; i++) {
        statement.execute("INSERT INTO ballast VALUES (1), (2), (3), (4), (5), (6), (7), (8)");
      }
      String lock = "UPDATE source SET kind = 'video' WHERE path = '/%s.png'";
      statement.execute(lock.formatted("b"));
      CompletableFuture<Void> saving = onItsOwnThread(() -> store.save(both));
      awaitLockWait();
      statement.execute(lock.formatted("a"));
      other.rollback();
      saving.get(30, TimeUnit.SECONDS);
    } finally {
      execute("DROP TABLE ballast");
    }

    assertStoredOnce(both);
  }

  private void awaitLockWait() throws Exception {
    String waiting = "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    for (int i = 0; i < 600 && query(waiting).isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(query(waiting)).isNotEmpty();
  }

  @Test
  void severalWritersAtOnceStoreEachRecordOnce() throws Exception {
    List<PredictionRecord> all = new ArrayList<>();
    IntStream.range(0, 8).forEach(i -> all.addAll(Samples.frames("/videos/" + i + ".mp4", 250)));
    List<Callable<Void>> writers = new ArrayList<>();
    try (PredictionStore second = PredictionStore.open(address())) {
      for (int writer = 0; writer < 4; writer++) {
        PredictionStore mine = writer % 2 == 0 ? store : second;
        List<PredictionRecord> overlapping = all.subList(writer * 250, writer * 250 + 1_250);
        writers.add(
            () -> {
              for (int from = 0; from < overlapping.size(); from += 125) {
                mine.save(overlapping.subList(from, from + 125));
              }
              return null;
            });
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      for (Future<Void> done : threads.invokeAll(writers)) {
        done.get();
      }
      threads.shutdown();
    }

    assertStoredOnce(all);
    assertThat(store.status().sources()).isEqualTo(8);
  }

  @Test
  void savingAndForgettingTheSameSourceAtOnceLeavesNoHalfOfEither() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<Void> saving =
        threads.submit(
            () -> {
              for (int i = 0; i < 40; i++) {
                store.save(Samples.frames("/videos/a.mp4", 20));
              }
              return null;
            });
    while (!saving.isDone()) {
      store.deleteByPath("/videos/a.mp4");
    }
    saving.get();
    threads.shutdown();
    store.deleteByPath("/videos/a.mp4");

    assertThat(query("SELECT 1 FROM prediction")).isEmpty();
    assertThat(query("SELECT 1 FROM source")).isEmpty();
  }

  @Test
  void tablesOfVersion4KeepTheirRowsWhenTheyAreBroughtUpToDate() throws SQLException {
    boolean mariaDb = store.status().product().contains("Maria");
    emptyTheDatabase();
    Flyway.configure()
        .dataSource(
            address().url(),
            address().user().orElseThrow(),
            address().connectionProperties().getProperty("password"))
        .locations("classpath:io/github/fer4j/db/migration")
        .table("fer4j_schema_history")
        .placeholders(
            Map.of(
                "table_options",
                "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE "
                    + (mariaDb ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin"),
                "moment",
                "DATETIME(3)"))
        .target("4")
        .loggers("slf4j")
        .load()
        .migrate();
    execute(
        "INSERT INTO model (name, digest) VALUES ('slim', REPEAT('a', 64))",
        "INSERT INTO source (path, path_hash, kind, first_seen)"
            + " VALUES ('/a.png', UNHEX(SHA2('/a.png', 256)), 'photo', '2026-03-04 12:00:00.123')",
        "INSERT INTO prediction (uuid, source_id, model_id, x1, y1, x2, y2, state, class_name,"
            + " angry, fear, happy, neutral, sad, taken_at)"
            + " SELECT UNHEX(REPEAT('07', 16)), source.id, model.id, -3, 20, 45, 68, 'Okay', 'Happy',"
            + " 0.1, 0.1, 0.6, 0.1, 0.1, '2026-03-04 12:00:00.123' FROM source, model");
    List<List<String>> view = query("SELECT * FROM fer");

    try (PredictionStore opened = PredictionStore.open(address())) {
      opened.save(Samples.happyAt(Samples.NOON).withDetector("yunet"));
      FacelessPicture wall =
          new FacelessPicture(Samples.PHOTO, Samples.MODEL.digest(), "crowd", "yunet");
      opened.saveFaceless(List.of(wall));

      PredictionRecord old = opened.byPath("/a.png").get(0);
      assertThat(opened.status().schemaVersion()).isEqualTo("6");
      assertThat(opened.status().predictions()).isEqualTo(2);
      assertThat(opened.faceless(List.of(wall))).containsExactly(wall);
      assertThat(old.face()).isEqualTo(Samples.face(Samples.HAPPY));
      assertThat(old.reading()).isEqualTo("fer2013");
      assertThat(old.detector()).isEmpty();
      assertThat(old.takenAt()).isEqualTo(Samples.NOON);
    }
    assertThat(query("SELECT * FROM fer WHERE path = '/a.png'")).isEqualTo(view);
    assertThat(query("SELECT score, disgust FROM prediction WHERE detector IS NULL"))
        .containsExactly(Arrays.asList(null, null));
  }

  @Test
  void severalProgramsMayMakeTheTablesAtOnce() throws Exception {
    emptyTheDatabase();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Callable<String>> openings =
        IntStream.range(0, 3)
            .<Callable<String>>mapToObj(
                i ->
                    () -> {
                      try (PredictionStore opened = PredictionStore.open(address())) {
                        opened.save(Samples.happyAt(Samples.NOON));
                        return opened.status().schemaVersion();
                      }
                    })
            .toList();
    for (Future<String> opened : threads.invokeAll(openings)) {
      assertThat(opened.get()).isEqualTo("6");
    }
    threads.shutdown();

    assertThat(store.status().predictions()).isEqualTo(3);
  }

  @Test
  void whatAKilledProgramReportedAsStoredIsThereOnce() throws Exception {
    Set<UUID> reported = killAnEndlessWriter(address(), folder);

    assertThat(reported).isNotEmpty();
    assertThat(store.stored(reported)).isEqualTo(reported);
    assertEachOnce();
  }

  /** Starts a program that stores frames, kills it after a while; returns what it had reported. */
  static Set<UUID> killAnEndlessWriter(StoreAddress address, Path folder)
      throws IOException, InterruptedException {
    Process program = endlessWriter(address, folder);
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = program.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = output.readLine();
          line != null && lines.size() < 2_500;
          line = output.readLine()) {
        lines.add(line);
      }
    } finally {
      program.destroyForcibly().waitFor();
    }
    assertThat(lines).as(Files.readString(folder.resolve("endlessWriter.err"))).hasSize(2_500);
    return lines.stream().map(UUID::fromString).collect(Collectors.toSet());
  }

  /** Starts a program that stores frames without end. */
  static Process endlessWriter(StoreAddress address, Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            EndlessWriter.class.getName(),
            address.url(),
            address.user().orElse(""),
            address.connectionProperties().getProperty("password"),
            folder.resolve("endlessWriter.jsonl").toString())
        .redirectError(folder.resolve("endlessWriter.err").toFile())
        .start();
  }

  protected void assertStoredOnce(List<PredictionRecord> expected) {
    List<PredictionRecord> stored = new ArrayList<>();
    store.forEach(PredictionFilter.ALL, each -> stored.add(Samples.withoutRow(each)));
    Set<UUID> ids = expected.stream().map(PredictionRecord::id).collect(Collectors.toSet());
    assertThat(stored.stream().filter(each -> ids.contains(each.id())).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
    try {
      assertEachOnce();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private void assertEachOnce() throws SQLException {
    assertThat(query("SELECT COUNT(*) - COUNT(DISTINCT uuid) FROM prediction"))
        .containsExactly(List.of("0"));
  }
}
