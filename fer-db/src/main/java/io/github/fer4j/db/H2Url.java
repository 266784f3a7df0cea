package io.github.fer4j.db;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an H2 URL.
 *
 * @param url with settings, without credentials
 * @param shown what to call the database in messages
 * @param user user's name, if the URL holds one
 * @param password password, if the URL holds one
 */
record H2Url(String url, String shown, Optional<String> user, Optional<String> password) {

  // A commit is on its way to the disk when it returns; H2 would wait half a second. The store
  // closes the database itself, after its writers: H2's own shutdown hook would come before them.
  // H2's log file beside the database would quote statements.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "WRITE_DELAY", "0",
          "DB_CLOSE_ON_EXIT", "FALSE",
          "LOCK_TIMEOUT", "10000",
          "TRACE_LEVEL_FILE", "0");

  // Two letters or more before a colon are a scheme such as mem: or tcp:; one is a Windows drive.
  private static final Pattern IN_FILE =
      Pattern.compile("(?i)jdbc:h2:(?:file:)?((?![a-z]{2,}:).+)");

  static H2Url parse(String text) {
    String[] parts = text.split(";");
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    List<String> settings = new ArrayList<>();
    for (String setting : List.of(parts).subList(1, parts.length)) {
      int equals = setting.indexOf('=');
      String name = name(setting);
      if (name.equals("USER")) {
        user = Optional.of(setting.substring(equals + 1));
      } else if (name.equals("PASSWORD")) {
        password = Optional.of(setting.substring(equals + 1));
      } else {
        settings.add(setting);
      }
    }
    return new H2Url(withDefaults(parts[0], settings), parts[0], user, password);
  }

  static H2Url ofFile(String path, String shown) {
    return new H2Url(
        withDefaults("jdbc:h2:file:" + path, List.of()), shown, Optional.empty(), Optional.empty());
  }

  /**
   * The file of the database that an H2 URL without settings names, where it is in a plain file: a
   * path, or one behind {@code file:}, as H2 itself reads it.
   */
  static Optional<Path> file(String shown) {
    Matcher url = IN_FILE.matcher(shown);
    if (!url.matches()) {
      return Optional.empty();
    }
    String path = url.group(1);
    boolean atHome = path.startsWith("~");
    return Optional.of(
        Path.of((atHome ? System.getProperty("user.home") + path.substring(1) : path) + ".mv.db"));
  }

  private static String withDefaults(String base, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    List<String> named = settings.stream().map(H2Url::name).toList();
    DEFAULTS.forEach(
        (name, value) -> {
          if (!named.contains(name)) {
            all.add(name + "=" + value);
          }
        });
    return base + ";" + String.join(";", all);
  }

  private static String name(String setting) {
    int equals = setting.indexOf('=');
    String name = equals < 0 ? setting : setting.substring(0, equals);
    return name.strip().toUpperCase(Locale.ROOT);
  }
}
