package io.github.fer4j.cli.db;

import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.StoreAddress;
import java.io.Console;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which store, and who asks. */
public final class StoreOptions {
  private static final String URL = "FER_DB_URL";
  private static final String USER = "FER_DB_USER";
  private static final String PASSWORD = "FER_DB_PASSWORD";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "jdbc:mysql://HOST[:PORT]/DATABASE, or the file of an embedded database (default:"
              + " FER_DB_URL, or else a file in your data folder). User and password come from"
              + " FER_DB_USER and FER_DB_PASSWORD, or are asked for.")
  String url;

  /**
   * Opens the store.
   *
   * @throws IllegalArgumentException if the URL is none, holds a password, or a server's user and
   *     password are neither in the environment nor to be had from a terminal
   */
  public PredictionStore open() {
    return openOr(StoreAddress.embedded(DataFolder.ofThisUser().resolve("predictions.mv.db")));
  }

  /**
   * Opens the store that was named, or this one if none was; else as {@link #open}.
   *
   * @param unnamed what to open if neither the command line nor the environment names a store
   */
  public PredictionStore openOr(StoreAddress unnamed) {
    return PredictionStore.open(address(System.getenv(), unnamed));
  }

  StoreAddress address(Map<String, String> environment, StoreAddress unnamed) {
    if (url != null) {
      StoreAddress given = StoreAddress.parse(url);
      if (given.hasPassword()) {
        throw new IllegalArgumentException(
            "--db holds a password, which other users of this machine can see. Leave it out and set "
                + PASSWORD
                + ", or be asked for it.");
      }
      return withCredentials(given, environment);
    }
    String fromEnvironment = environment.getOrDefault(URL, "");
    return fromEnvironment.isEmpty()
        ? unnamed
        : withCredentials(StoreAddress.parse(fromEnvironment), environment);
  }

  private static StoreAddress withCredentials(
      StoreAddress address, Map<String, String> environment) {
    if (!address.needsCredentials()) {
      return address;
    }
    String user = address.user().orElse(environment.get(USER));
    String password = environment.get(PASSWORD);
    if (user != null && password != null) {
      return address.withCredentials(user, password);
    }
    Console console = System.console();
    if (console == null) {
      throw new IllegalArgumentException(
          address + ": set " + USER + " and " + PASSWORD + ", as there is no terminal to ask at");
    }
    if (user == null) {
      user = console.readLine("User for %s: ", address);
    }
    if (password == null) {
      password = new String(console.readPassword("Password of %s: ", user));
    }
    return address.withCredentials(user, password);
  }

  /** A new file for what the database does not take. */
  public static Path newUnsavedFile() {
    return DataFolder.ofThisUser()
        .resolve(
            "unsaved-"
                + STAMP.format(Instant.now())
                + "-"
                + ProcessHandle.current().pid()
                + ".jsonl");
  }
}
