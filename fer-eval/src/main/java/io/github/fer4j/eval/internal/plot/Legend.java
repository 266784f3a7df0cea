package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Anchor;
import io.github.fer4j.eval.internal.plot.Canvas.Lettering;
import io.github.fer4j.eval.internal.plot.Canvas.Point;
import io.github.fer4j.eval.internal.plot.Canvas.Stroke;
import java.util.ArrayList;
import java.util.List;

/**
 * Which line is what, in rows beneath the plot.
 *
 * @param entries in order
 */
record Legend(List<Entry> entries) {
  private static final double ROW_HEIGHT = 20;
  private static final double SAMPLE = 22;
  private static final double GAP = 7;
  private static final double BETWEEN = 18;

  /** Mean width of a letter: fonts differ, so there is a little to spare. */
  private static final double LETTER = Frame.TEXT_SIZE * 0.56;

  /** One line's entry. */
  record Entry(String label, Stroke stroke) {
    double width() {
      return SAMPLE + GAP + label.length() * LETTER + BETWEEN;
    }
  }

  double height() {
    return rows().size() * ROW_HEIGHT;
  }

  private List<List<Entry>> rows() {
    double available = Plot.WIDTH - 62;
    List<List<Entry>> rows = new ArrayList<>();
    double used = available;
    for (Entry entry : entries) {
      if (used + entry.width() > available) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      used += entry.width();
    }
    return rows;
  }

  void draw(Canvas canvas, double left, double top) {
    Lettering lettering = new Lettering(Ink.TEXT, Frame.TEXT_SIZE, false, Anchor.START);
    double y = top + ROW_HEIGHT / 2;
    for (List<Entry> row : rows()) {
      double x = left;
      for (Entry entry : row) {
        canvas.line(List.of(new Point(x, y), new Point(x + SAMPLE, y)), entry.stroke());
        canvas.text(x + SAMPLE + GAP, y + Frame.TEXT_SIZE / 3, entry.label(), lettering);
        x += entry.width();
      }
      y += ROW_HEIGHT;
    }
  }
}
