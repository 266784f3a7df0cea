package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Anchor;
import io.github.fer4j.eval.internal.plot.Canvas.Lettering;
import java.util.List;

/**
 * A square of shaded cells with the truth in its rows: a confusion matrix.
 *
 * @param title heading
 * @param description for those who cannot see it
 * @param labels of rows and columns
 * @param shares of each cell in its row, 0 to 1: its shade
 * @param texts in each cell
 */
public record MatrixPlot(
    String title,
    String description,
    List<String> labels,
    List<List<Double>> shares,
    List<List<String>> texts)
    implements Plot {
  private static final double LEFT = 104;
  private static final double TOP = 46;
  private static final double RIGHT = 14;
  private static final double CELL_HEIGHT = 46;
  private static final double GAP = 2;
  private static final double TEXT_SIZE = 13.5;

  /** Narrower cells, of more than five classes, have smaller text. */
  private static final double FULL_WIDTH = 58;

  private static final double LEAST_SHADE = 0.05;

  /** Below 1, so that small shares can be told apart and large ones are dark. */
  private static final double SHADE_POWER = 0.6;

  /** From this shade on the text needs the colour of the paper. */
  private static final double DARK = 0.65;

  @Override
  public int height() {
    return (int) (TOP + labels.size() * CELL_HEIGHT) + 10;
  }

  @Override
  public void draw(Canvas canvas) {
    double width = (WIDTH - LEFT - RIGHT) / labels.size();
    Lettering heads = new Lettering(Ink.TEXT, Frame.TEXT_SIZE * scale(width), false, Anchor.MIDDLE);
    Lettering rowHeads = new Lettering(Ink.TEXT, Frame.TEXT_SIZE, false, Anchor.END);
    Lettering axes = new Lettering(Ink.MUTED, Frame.TEXT_SIZE, false, Anchor.MIDDLE);
    canvas.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, 14, "predicted", axes);
    canvas.textUpwards(14, TOP + labels.size() * CELL_HEIGHT / 2, "truth", axes);
    for (int i = 0; i < labels.size(); i++) {
      canvas.text(LEFT + (i + 0.5) * width, TOP - 10, labels.get(i), heads);
      double middle = TOP + (i + 0.5) * CELL_HEIGHT + Frame.TEXT_SIZE / 3;
      canvas.text(LEFT - 10, middle, labels.get(i), rowHeads);
    }
    for (int row = 0; row < labels.size(); row++) {
      for (int column = 0; column < labels.size(); column++) {
        cell(canvas, row, column, width);
      }
    }
  }

  private static double scale(double width) {
    return Math.min(1, width / FULL_WIDTH);
  }

  private void cell(Canvas canvas, int row, int column, double width) {
    double x = LEFT + column * width;
    double y = TOP + row * CELL_HEIGHT;
    double shade = Math.max(LEAST_SHADE, Math.pow(shares.get(row).get(column), SHADE_POWER));
    canvas.box(x, y, width - GAP, CELL_HEIGHT - GAP, Ink.SHADE, shade);
    double size = TEXT_SIZE * scale(width);
    Ink ink = shade >= DARK ? Ink.PAPER : Ink.TEXT;
    Lettering lettering = new Lettering(ink, size, row == column, Anchor.MIDDLE);
    double baseLine = y + (CELL_HEIGHT - GAP) / 2 + size / 3;
    canvas.text(x + (width - GAP) / 2, baseLine, texts.get(row).get(column), lettering);
  }
}
