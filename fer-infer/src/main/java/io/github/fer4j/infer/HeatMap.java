package io.github.fer4j.infer;

import io.github.fer4j.infer.detect.TurnedSquare;
import io.github.fer4j.infer.picture.Picture;

/** The colors of a grid of values, with smooth changes between its places. */
final class HeatMap {
  /** Violet to yellow over red, growing lighter: to be told apart by colour-blind people too. */
  private static final int[][] STOPS = {
    {87, 16, 110}, {188, 55, 84}, {249, 142, 9}, {252, 255, 164}
  };

  private static final double MOST_OPAQUE = 0.7;
  private static final int WHITE = 255;

  private final int columns;
  private final int rows;
  private final float[] values;
  private final float greatest;

  HeatMap(int columns, int rows, float[] values) {
    this.columns = columns;
    this.rows = rows;
    this.values = values;
    float most = 0;
    for (float value : values) {
      most = Math.max(most, value);
    }
    this.greatest = most;
  }

  /** The color at a place, 0 to 1 from the top left, as ARGB. */
  int color(double x, double y) {
    double share = greatest > 0 ? Math.max(0, value(x, y)) / greatest : 0;
    double place = share * (STOPS.length - 1);
    int stop = Math.min(STOPS.length - 2, (int) place);
    int color = (int) Math.round(WHITE * MOST_OPAQUE * Math.sqrt(share));
    for (int channel = 0; channel < 3; channel++) {
      double from = STOPS[stop][channel];
      double mixed = from + (place - stop) * (STOPS[stop + 1][channel] - from);
      color = color << 8 | (int) Math.round(mixed);
    }
    return color;
  }

  // Between the centres of the four nearest places; beyond the outermost centres nothing changes.
  private double value(double x, double y) {
    double column = Math.max(0, Math.min(columns - 1, x * columns - 0.5));
    double row = Math.max(0, Math.min(rows - 1, y * rows - 0.5));
    int left = (int) column;
    int top = (int) row;
    int right = Math.min(columns - 1, left + 1);
    int bottom = Math.min(rows - 1, top + 1);
    double upper = mixed(at(left, top), at(right, top), column - left);
    double lower = mixed(at(left, bottom), at(right, bottom), column - left);
    return mixed(upper, lower, row - top);
  }

  private double at(int column, int row) {
    return values[row * columns + column];
  }

  private static double mixed(double from, double to, double share) {
    return from + share * (to - from);
  }

  /** Lays the colors over a turned square of a blue-green-red picture. */
  void drawOn(Picture picture, TurnedSquare square) {
    double reach = square.side() * Math.sqrt(0.5);
    int x1 = (int) Math.max(0, square.centerX() - reach);
    int x2 = (int) Math.min(picture.width(), Math.ceil(square.centerX() + reach));
    int y1 = (int) Math.max(0, square.centerY() - reach);
    int y2 = (int) Math.min(picture.height(), Math.ceil(square.centerY() + reach));
    byte[] row = new byte[3 * Math.max(0, x2 - x1)];
    double cos = Math.cos(square.angle()) / square.side();
    double sin = Math.sin(square.angle()) / square.side();
    for (int y = y1; y < y2; y++) {
      picture.pixels().get(y, x1, row);
      for (int x = x1; x < x2; x++) {
        double right = x + 0.5 - square.centerX();
        double down = y + 0.5 - square.centerY();
        double across = 0.5 + cos * right + sin * down;
        double below = 0.5 - sin * right + cos * down;
        if (Math.min(across, below) >= 0 && Math.max(across, below) < 1) {
          blend(row, 3 * (x - x1), color(across, below));
        }
      }
      picture.pixels().put(y, x1, row);
    }
  }

  private static void blend(byte[] row, int at, int color) {
    double opacity = (color >>> 24) / (double) WHITE;
    for (int channel = 0; channel < 3; channel++) {
      int below = row[at + channel] & 0xFF;
      int above = color >>> 8 * channel & 0xFF;
      row[at + channel] = (byte) Math.round(mixed(below, above, opacity));
    }
  }
}
