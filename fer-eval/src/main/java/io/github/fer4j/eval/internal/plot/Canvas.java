package io.github.fer4j.eval.internal.plot;

import java.util.List;

/** Where a {@link Plot} draws itself. Lengths are in pixels from the top left corner. */
public interface Canvas {

  /** Which end of a text its position means. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A point. */
  record Point(double x, double y) {}

  /**
   * How a line looks.
   *
   * @param ink colour
   * @param width in pixels
   * @param dash lengths of strokes and gaps, empty for a solid line
   */
  record Stroke(Ink ink, double width, List<Double> dash) {
    /** A solid line. */
    static Stroke solid(Ink ink, double width) {
      return new Stroke(ink, width, List.of());
    }

    /** A dashed line. */
    static Stroke dashed(Ink ink, double width) {
      return new Stroke(ink, width, List.of(4.0, 3.0));
    }
  }

  /**
   * How a text looks.
   *
   * @param ink colour
   * @param size of the font in pixels
   * @param bold whether it is bold
   * @param anchor which end its position means
   */
  record Lettering(Ink ink, double size, boolean bold, Anchor anchor) {}

  /** A line through these points. */
  void line(List<Point> points, Stroke stroke);

  /** A filled rectangle. */
  void box(double x, double y, double width, double height, Ink ink, double opacity);

  /** A filled circle. */
  void dot(double x, double y, double radius, Ink ink);

  /** A text on this base line. */
  void text(double x, double y, String text, Lettering lettering);

  /** A text that reads upwards, with its middle at this point. */
  void textUpwards(double x, double y, String text, Lettering lettering);
}
