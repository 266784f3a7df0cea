package io.github.fer4j.eval.internal.plot;

/** A picture of some figures. */
public interface Plot {
  /** Width that suits a column of a page, and a phone with little loss. */
  int WIDTH = 480;

  /** Heading, short. */
  String title();

  /** What the plot shows, in a sentence, for those who cannot see it. */
  String description();

  /** Width in pixels. */
  default int width() {
    return WIDTH;
  }

  /** Height in pixels. */
  int height();

  /** Draws itself, heading not included. */
  void draw(Canvas canvas);
}
