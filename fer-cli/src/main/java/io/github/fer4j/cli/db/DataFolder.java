package io.github.fer4j.cli.db;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The folder in which this user's programs keep their data. */
final class DataFolder {
  private DataFolder() {}

  /**
   * fer4j's folder in it: below {@code XDG_DATA_HOME} or {@code ~/.local/share}, {@code
   * ~/Library/Application Support} on macOS, {@code %APPDATA%} on Windows.
   */
  static Path of(Map<String, String> environment, String osName, Path home) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String roaming = environment.get("APPDATA");
      return roaming == null
          ? home.resolve("AppData/Roaming/fer4j")
          : Path.of(roaming).resolve("fer4j");
    }
    if (os.startsWith("mac")) {
      return home.resolve("Library/Application Support/fer4j");
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    // The specification says that a relative path there is to be ignored.
    return Path.of(xdg).isAbsolute()
        ? Path.of(xdg).resolve("fer4j")
        : home.resolve(".local/share/fer4j");
  }

  static Path ofThisUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }
}
