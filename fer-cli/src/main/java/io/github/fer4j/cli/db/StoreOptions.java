package io.github.fer4j.cli.db;

import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.StoreAddress;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   *     password are neither in the environment nor available from a terminal
   */
  public PredictionStore open() {
    return openOr(usual());
  }

  /**
   * Opens the store that was named, or this one if none was; else as {@link #open}.
   *
   * @param unnamed what to open if neither the command line nor the environment names a store
   */
  public PredictionStore openOr(StoreAddress unnamed) {
    return PredictionStore.open(address(System.getenv(), unnamed));
  }

  /**
   * Opens the store for those who look at what is there: an embedded file must exist.
   *
   * @throws IllegalArgumentException as {@link #open}, or if nothing was ever stored there
   */
  PredictionStore openExisting() {
    StoreAddress address = address(System.getenv(), usual());
    if (address.file().filter(file -> !Files.exists(file)).isPresent()) {
      throw new IllegalArgumentException(
          address
              + ": there is no such file, nothing is stored there yet. --store of 'fer predict' and"
              + " 'fer video' makes it, and so does 'fer db init'.");
    }
    return PredictionStore.open(address);
  }

  /** The file of the store that is named, if it is an embedded one: no output may replace it. */
  public Optional<Path> file() {
    String named = url == null ? System.getenv(URL) : url;
    return (named == null || named.isEmpty() ? usual() : StoreAddress.parse(named)).file();
  }

  private static StoreAddress usual() {
    return StoreAddress.embedded(DataFolder.ofThisUser().resolve("predictions.mv.db"));
  }

  /** The command that takes into this store what it did not take before. */
  String loadCommand(Path unsaved) {
    String quoted = "'" + unsaved.toString().replace("'", "'\\''") + "'";
    String place = url == null ? "" : " --db '" + StoreAddress.parse(url) + "'";
    return "fer db load " + quoted + place;
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
          address
              + ": set "
              + Stream.of(user == null ? USER : null, password == null ? PASSWORD : null)
                  .filter(Objects::nonNull)
                  .collect(Collectors.joining(" and "))
              + ", as there is no terminal to ask at");
    }
    if (user == null) {
      user = answered(console.readLine("User for %s: ", address));
    }
    if (password == null) {
      password = new String(answered(console.readPassword("Password of %s: ", user)));
    }
    return address.withCredentials(user, password);
  }

  private static <T> T answered(T answer) {
    if (answer == null) {
      throw new IllegalArgumentException(
          "No answer. Set " + USER + " and " + PASSWORD + ", or answer the question.");
    }
    return answer;
  }

  /** A new file for what the database does not take. */
  public static Path newSpillFile() {
    return DataFolder.ofThisUser()
        .resolve(
            "unsaved-"
                + STAMP.format(Instant.now())
                + "-"
                + ProcessHandle.current().pid()
                + ".jsonl");
  }
}
