package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Point;
import io.github.fer4j.eval.internal.plot.Canvas.Stroke;
import java.util.List;
import java.util.Optional;

/**
 * Lines, and columns behind them, over two axes; the legend stands beneath.
 *
 * @param title heading
 * @param description for those who cannot see it
 * @param x horizontal axis
 * @param y vertical axis
 * @param columns drawn first
 * @param lines drawn in order
 */
public record LinePlot(
    String title, String description, Axis x, Axis y, List<Column> columns, List<Line> lines)
    implements Plot {
  private static final int AREA_HEIGHT = 250;
  private static final double LINE_WIDTH = 2;
  private static final double DOT_RADIUS = 3.2;
  private static final double WHISKER_WIDTH = 1.2;

  /** How a line is drawn. */
  public enum Style {
    SOLID,
    DASHED,
    /** Solid, with a dot at each of its points. */
    DOTTED_POINTS
  }

  /**
   * A point of a line.
   *
   * @param x value on the horizontal axis
   * @param y value on the vertical axis
   * @param low lower end of its interval; y if it has none
   * @param high upper end of its interval; y if it has none
   */
  public record Value(double x, double y, double low, double high) {
    /** A value without an interval. */
    public Value(double x, double y) {
      this(x, y, y, y);
    }
  }

  /**
   * A line.
   *
   * @param label in the legend; empty for a line that needs none
   * @param ink its colour
   * @param style how it is drawn
   * @param values from left to right; at least one
   */
  public record Line(Optional<String> label, Ink ink, Style style, List<Value> values) {
    /**
     * @throws IllegalArgumentException if there are no values
     */
    public Line {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("A line needs values: " + label.orElse("no label"));
      }
    }

    /** A line of reference, dashed and muted, without a label. */
    public static Line reference(Value from, Value to) {
      return new Line(Optional.empty(), Ink.MUTED, Style.DASHED, List.of(from, to));
    }

    /** A line of reference with a label. */
    public static Line reference(String label, Value from, Value to) {
      return new Line(Optional.of(label), Ink.MUTED, Style.DASHED, List.of(from, to));
    }

    private Stroke stroke() {
      return style == Style.DASHED
          ? Stroke.dashed(ink, LINE_WIDTH * 3 / 4)
          : Stroke.solid(ink, LINE_WIDTH);
    }
  }

  /**
   * A column that stands on the horizontal axis.
   *
   * @param from left edge, on the horizontal axis
   * @param to right edge
   * @param y height
   * @param ink its colour
   * @param opacity 0 to 1
   */
  public record Column(double from, double to, double y, Ink ink, double opacity) {}

  public LinePlot {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  @Override
  public int height() {
    return (int) (AREA_HEIGHT + Frame.FOOT + legend().height()) + 16;
  }

  private Legend legend() {
    return new Legend(
        lines.stream()
            .filter(line -> line.label().isPresent())
            .map(line -> new Legend.Entry(line.label().get(), line.stroke()))
            .toList());
  }

  @Override
  public void draw(Canvas canvas) {
    Frame frame = Frame.ofHeight(x, y, AREA_HEIGHT);
    frame.draw(canvas);
    for (Column column : columns) {
      Point top = frame.at(column.from(), column.y());
      double width = frame.at(column.to(), column.y()).x() - top.x() - 1;
      canvas.box(top.x(), top.y(), width, frame.bottom() - top.y(), column.ink(), column.opacity());
    }
    lines.forEach(line -> draw(line, frame, canvas));
    legend().draw(canvas, frame.left(), frame.bottom() + Frame.FOOT);
  }

  private static void draw(Line line, Frame frame, Canvas canvas) {
    canvas.line(
        line.values().stream().map(value -> frame.at(value.x(), value.y())).toList(),
        line.stroke());
    for (Value value : line.values()) {
      if (value.high() > value.low()) {
        canvas.line(
            List.of(frame.at(value.x(), value.low()), frame.at(value.x(), value.high())),
            Stroke.solid(line.ink(), WHISKER_WIDTH));
      }
      if (line.style() == Style.DOTTED_POINTS) {
        Point at = frame.at(value.x(), value.y());
        canvas.dot(at.x(), at.y(), DOT_RADIUS, line.ink());
      }
    }
  }
}
