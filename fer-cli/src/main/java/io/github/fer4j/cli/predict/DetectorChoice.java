package io.github.fer4j.cli.predict;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --detector}: {@code auto}, {@code yunet}, {@code haar}, {@code lbp} or {@code
 * yunet:FILE}.
 *
 * @param kind which one
 * @param model YuNet's file, if one is named
 */
record DetectorChoice(Kind kind, Optional<Path> model) {
  private static final String YUNET_FILE = "yunet:";

  /** The detectors. */
  enum Kind {
    /** YuNet if its model is available, otherwise the cascades. */
    AUTO,
    YUNET,
    HAAR,
    LBP
  }

  /** The choice as it is typed. */
  @Override
  public String toString() {
    return model.map(file -> YUNET_FILE + file).orElse(kind.name().toLowerCase(Locale.ROOT));
  }

  /** Reads the option's value. */
  static final class Converter implements ITypeConverter<DetectorChoice> {
    @Override
    public DetectorChoice convert(String value) {
      if (value.startsWith(YUNET_FILE) && value.length() > YUNET_FILE.length()) {
        Path file = Path.of(value.substring(YUNET_FILE.length()));
        return new DetectorChoice(Kind.YUNET, Optional.of(file));
      }
      for (Kind kind : Kind.values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(value)) {
          return new DetectorChoice(kind, Optional.empty());
        }
      }
      throw new TypeConversionException(
          "expected auto, yunet, haar, lbp or yunet:FILE, found '" + value + "'");
    }
  }
}
