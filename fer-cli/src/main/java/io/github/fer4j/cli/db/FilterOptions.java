package io.github.fer4j.cli.db;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.State;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which predictions are meant. */
final class FilterOptions {
  private static final String CAMERA = "camera:";

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Only of this picture, video, stream or camera:N.")
  String path;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only from this day or time (UTC) on: 2026-03-04 or 2026-03-04T12:00:00Z.")
  String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only before this day or time (UTC).")
  String to;

  @Option(names = "--state", paramLabel = "STATE", description = "Only Okay or 'NOT Okay'.")
  String state;

  @Option(names = "--class", paramLabel = "CLASS", description = "Only this class, such as Angry.")
  String emotion;

  PredictionFilter filter() {
    PredictionFilter filter = PredictionFilter.ALL;
    filter = path == null ? filter : filter.withPath(storedPath(path));
    filter = from == null ? filter : filter.since(time(from));
    filter = to == null ? filter : filter.before(time(to));
    filter = state == null ? filter : filter.withState(state(state));
    return emotion == null ? filter : filter.withEmotion(emotion(emotion));
  }

  // The labels, in capitals or not: the library itself takes them as they are written only.
  private static State state(String text) {
    return Stream.of(State.values())
        .filter(each -> each.label().equalsIgnoreCase(text))
        .findFirst()
        .orElseGet(() -> State.ofLabel(text));
  }

  private static Emotion emotion(String text) {
    return Stream.of(Emotion.values())
        .filter(each -> each.label().equalsIgnoreCase(text))
        .findFirst()
        .orElseGet(() -> Emotion.ofLabel(text));
  }

  // As it was stored: absolute for files, without credentials for streams.
  private static String storedPath(String path) {
    if (path.startsWith(CAMERA)) {
      return path;
    }
    return path.contains("://") ? Source.stream(path).path() : Source.photo(Path.of(path)).path();
  }

  private static Instant time(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time: expected 2026-03-04 or 2026-03-04T12:00:00Z", malformed);
    }
  }
}
