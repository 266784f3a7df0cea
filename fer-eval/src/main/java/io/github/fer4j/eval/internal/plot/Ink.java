package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.core.Emotion;
import java.awt.Color;
import java.util.Locale;

/** Colours by their role. The light values stand on white, the dark ones on near black. */
public enum Ink {
  PAPER("#ffffff", "#16191d"),
  TEXT("#1f2933", "#e6e9ec"),
  MUTED("#5b6772", "#9aa5b1"),
  GRID("#e3e7eb", "#2c333a"),
  /** What fills the cells of a matrix, thinner for less. */
  SHADE("#17497f", "#79b0ef"),
  ACCENT("#1f5fa8", "#79b0ef"),
  GOOD("#1c7c54", "#5fc79a"),
  BAD("#b3382c", "#ef8376"),
  ANGRY("#c2410c", "#f59e6c"),
  FEAR("#7c4fc0", "#b99af0"),
  HAPPY("#b07d00", "#e9c04f"),
  NEUTRAL("#4b7f6f", "#84c4b0"),
  SAD("#1f5fa8", "#79b0ef"),
  DISGUST("#5f7a12", "#b3d15c"),
  SURPRISE("#b5307c", "#f08fc6"),
  CONTEMPT("#7a5436", "#cda888");

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour of a class, the same in every plot. */
  public static Ink of(Emotion emotion) {
    return valueOf(emotion.name());
  }

  /** Hexadecimal colour on white. */
  public String light() {
    return light;
  }

  /** Hexadecimal colour on near black. */
  public String dark() {
    return dark;
  }

  /** Name of the CSS variable that a page sets, such as {@code --text}. */
  public String variable() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }

  Color color(double opacity) {
    Color opaque = Color.decode(light);
    return new Color(
        opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(opacity * 255));
  }
}
