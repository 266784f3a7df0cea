package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Anchor;
import io.github.fer4j.eval.internal.plot.Canvas.Lettering;
import io.github.fer4j.eval.internal.plot.Canvas.Point;
import io.github.fer4j.eval.internal.plot.Canvas.Stroke;
import java.util.List;

/**
 * Figures and their intervals, one beneath the other on one axis.
 *
 * @param title heading
 * @param description for those who cannot see it
 * @param axis of the figures
 * @param rows from the top
 */
public record IntervalPlot(String title, String description, Axis axis, List<Row> rows)
    implements Plot {
  private static final double LEFT = 168;
  private static final double RIGHT = WIDTH - 66;
  private static final double TOP = 6;
  private static final double ROW_HEIGHT = 30;
  private static final double RADIUS = 3.6;
  private static final double WHISKER = 2.5;
  private static final double HALF_LETTER = Frame.TEXT_SIZE / 3;

  /**
   * One figure.
   *
   * @param label before it
   * @param low lower end of its interval; value if it has none
   * @param value the figure
   * @param high upper end of its interval; value if it has none
   * @param text behind the axis
   * @param ink its colour
   */
  public record Row(String label, double low, double value, double high, String text, Ink ink) {}

  public IntervalPlot {
    rows = List.copyOf(rows);
  }

  @Override
  public int height() {
    return (int) (TOP + rows.size() * ROW_HEIGHT) + 26;
  }

  @Override
  public void draw(Canvas canvas) {
    double bottom = TOP + rows.size() * ROW_HEIGHT;
    Lettering ticks = new Lettering(Ink.MUTED, Frame.TEXT_SIZE, false, Anchor.MIDDLE);
    for (double tick : axis.ticks()) {
      double x = x(tick);
      canvas.line(List.of(new Point(x, TOP), new Point(x, bottom)), Stroke.solid(Ink.GRID, 1));
      canvas.text(x, bottom + Frame.TEXT_SIZE + 4, axis.text(tick), ticks);
    }
    for (int i = 0; i < rows.size(); i++) {
      draw(canvas, rows.get(i), TOP + (i + 0.5) * ROW_HEIGHT);
    }
  }

  private void draw(Canvas canvas, Row row, double y) {
    Lettering label = new Lettering(Ink.TEXT, Frame.TEXT_SIZE, false, Anchor.END);
    Lettering value = new Lettering(Ink.TEXT, Frame.TEXT_SIZE, true, Anchor.START);
    canvas.text(LEFT - 14, y + HALF_LETTER, row.label(), label);
    if (row.high() > row.low()) {
      canvas.line(
          List.of(new Point(x(row.low()), y), new Point(x(row.high()), y)),
          Stroke.solid(row.ink(), WHISKER));
    }
    canvas.dot(x(row.value()), y, RADIUS, row.ink());
    canvas.text(RIGHT + 14, y + HALF_LETTER, row.text(), value);
  }

  private double x(double value) {
    return LEFT + axis.position(value) * (RIGHT - LEFT);
  }
}
