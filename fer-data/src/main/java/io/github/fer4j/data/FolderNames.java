package io.github.fer4j.data;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.util.Locale;
import java.util.Optional;

/** What people call splits and labels, in names of folders and in tables. Case does not matter. */
final class FolderNames {
  /** The names that are written, for messages. */
  static final String LABELS = "angry, disgust, fear, happy, sad, surprise or neutral";

  /** The names that are written, for messages. */
  static final String SPLITS = "train, validation or test";

  private FolderNames() {}

  /** The split of this name. */
  static Optional<Split> split(String name) {
    return switch (letters(name)) {
      case "train", "training" -> Optional.of(Split.TRAINING);
      case "val", "valid", "validation", "dev", "publictest" -> Optional.of(Split.PUBLIC_TEST);
      case "test", "testing", "privatetest" -> Optional.of(Split.PRIVATE_TEST);
      default -> Optional.empty();
    };
  }

  /** The label of this name, or of this code of FER2013. */
  static Optional<FerLabel> label(String name) {
    return switch (letters(name)) {
      case "angry", "anger" -> Optional.of(FerLabel.ANGRY);
      case "disgust", "disgusted" -> Optional.of(FerLabel.DISGUST);
      case "fear", "fearful", "afraid", "scared" -> Optional.of(FerLabel.FEAR);
      case "happy", "happiness", "joy" -> Optional.of(FerLabel.HAPPY);
      case "sad", "sadness" -> Optional.of(FerLabel.SAD);
      case "surprise", "surprised" -> Optional.of(FerLabel.SURPRISE);
      case "neutral", "neutrality" -> Optional.of(FerLabel.NEUTRAL);
      case "" -> code(name.strip());
      default -> Optional.empty();
    };
  }

  /** Whether this names a class that other data sets have and FER2013 has not. */
  static boolean isContempt(String name) {
    return letters(name).equals("contempt");
  }

  /** What a split's folder is called where this library writes it. */
  static String of(Split split) {
    return switch (split) {
      case TRAINING -> "train";
      case PUBLIC_TEST -> "validation";
      case PRIVATE_TEST -> "test";
    };
  }

  /** What a label's folder is called where this library writes it. */
  static String of(FerLabel label) {
    return label.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<FerLabel> code(String text) {
    boolean one = text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '6';
    return one ? Optional.of(FerLabel.ofCode(text.charAt(0) - '0')) : Optional.empty();
  }

  /** A number in front ({@code 0_angry}) and separators ({@code public_test}) say nothing. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("^[0-9]+|[ _.-]", "");
  }
}
