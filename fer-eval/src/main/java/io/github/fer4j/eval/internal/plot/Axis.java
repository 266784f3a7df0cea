package io.github.fer4j.eval.internal.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One axis of a plot.
 *
 * @param title what it measures, with the unit
 * @param min value at its start
 * @param max value at its end, greater than min
 * @param ticks labelled values, within the two
 * @param format how they are written
 */
public record Axis(String title, double min, double max, List<Double> ticks, Format format) {
  private static final int WANTED_TICKS = 5;
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  /** How values are written. */
  public enum Format {
    /** As few digits as tell the ticks apart. */
    NUMBER,
    /** 0 to 1 as 0 % to 100 %. */
    PERCENT
  }

  public Axis {
    ticks = List.copyOf(ticks);
    if (!(max > min)) {
      throw new IllegalArgumentException("An axis from " + min + " to " + max + " has no length");
    }
  }

  /** From 0 % to 100 % in fifths. */
  public static Axis share(String title) {
    List<Double> fifths = IntStream.rangeClosed(0, 5).mapToObj(i -> i / 5.0).toList();
    return new Axis(title, 0, 1, fifths, Format.PERCENT);
  }

  /** An axis of round numbers that covers these values. */
  public static Axis covering(String title, double low, double high, Format format) {
    double span = high > low ? high - low : Math.max(Math.abs(high), 1);
    double step = roundStep(span / WANTED_TICKS);
    long first = (long) Math.floor(low / step + 1e-9);
    long last = Math.max(first + 1, (long) Math.ceil(high / step - 1e-9));
    List<Double> ticks = LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
    return new Axis(title, first * step, last * step, ticks, format);
  }

  private static double roundStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double step : STEPS) {
      if (step * power >= rough * (1 - 1e-9)) {
        return step * power;
      }
    }
    return STEPS[STEPS.length - 1] * power;
  }

  /** Where a value lies, 0 at the start to 1 at the end. */
  double position(double value) {
    return (value - min) / (max - min);
  }

  /** The text of a tick. */
  String text(double tick) {
    if (format == Format.PERCENT) {
      return trimmed(tick * 100) + " %";
    }
    return trimmed(tick);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value).replaceAll("\\.?0+$", "");
    return text.equals("-0") || text.isEmpty() ? "0" : text;
  }
}
