package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Anchor;
import io.github.fer4j.eval.internal.plot.Canvas.Lettering;

/** The heading of a plot that stands alone; on a page the page has it. */
final class Heading {
  static final int HEIGHT = 32;
  private static final int BASE_LINE = 23;
  private static final int LEFT = 14;
  private static final int SIZE = 15;

  private Heading() {}

  static void draw(Canvas canvas, Plot plot) {
    canvas.text(LEFT, BASE_LINE, plot.title(), new Lettering(Ink.TEXT, SIZE, true, Anchor.START));
  }
}
