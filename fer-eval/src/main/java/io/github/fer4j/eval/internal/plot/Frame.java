package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Anchor;
import io.github.fer4j.eval.internal.plot.Canvas.Lettering;
import io.github.fer4j.eval.internal.plot.Canvas.Point;
import io.github.fer4j.eval.internal.plot.Canvas.Stroke;
import java.util.List;

/**
 * The axes of a plot and the area between them.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param left of the area, in pixels
 * @param top of the area
 * @param right of the area
 * @param bottom of the area
 */
record Frame(Axis x, Axis y, double left, double top, double right, double bottom) {
  static final double TEXT_SIZE = 13.2;
  private static final double LEFT = 62;
  private static final double TOP = 10;
  private static final double RIGHT = Plot.WIDTH - 24;
  private static final double TICK_GAP = 8;
  private static final double TITLE_GAP = 40;
  private static final double TITLE_INDENT = 14;
  private static final double HALF_LETTER = TEXT_SIZE / 3;

  /** Height below the area that ticks and title of the horizontal axis take. */
  static final double FOOT = 48;

  static Frame ofHeight(Axis x, Axis y, double height) {
    return new Frame(x, y, LEFT, TOP, RIGHT, TOP + height);
  }

  Point at(double xValue, double yValue) {
    double clipped = Math.max(y.min(), Math.min(y.max(), yValue));
    return new Point(
        left + x.position(xValue) * (right - left), bottom - y.position(clipped) * (bottom - top));
  }

  /** Grid, ticks and titles. */
  void draw(Canvas canvas) {
    Lettering ticks = new Lettering(Ink.MUTED, TEXT_SIZE, false, Anchor.MIDDLE);
    Lettering tickEnds = new Lettering(Ink.MUTED, TEXT_SIZE, false, Anchor.END);
    Lettering titles = new Lettering(Ink.TEXT, TEXT_SIZE, false, Anchor.MIDDLE);
    for (double tick : y.ticks()) {
      double at = at(x.min(), tick).y();
      canvas.line(List.of(new Point(left, at), new Point(right, at)), Stroke.solid(Ink.GRID, 1));
      canvas.text(left - TICK_GAP, at + HALF_LETTER, y.text(tick), tickEnds);
    }
    for (double tick : x.ticks()) {
      double at = at(tick, y.min()).x();
      canvas.text(at, bottom + TICK_GAP + TEXT_SIZE - 2, x.text(tick), ticks);
    }
    canvas.line(
        List.of(new Point(left, bottom), new Point(right, bottom)), Stroke.solid(Ink.MUTED, 1));
    canvas.text((left + right) / 2, bottom + TITLE_GAP, x.title(), titles);
    canvas.textUpwards(TITLE_INDENT, (top + bottom) / 2, y.title(), titles);
  }
}
