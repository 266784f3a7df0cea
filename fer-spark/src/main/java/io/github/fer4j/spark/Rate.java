package io.github.fer4j.spark;

import java.util.Locale;

/**
 * How many pictures were predicted, and how fast.
 *
 * @param pictures number of them
 * @param seconds by the clock
 */
record Rate(long pictures, double seconds) {
  static Rate since(long nanoTime, long pictures) {
    return new Rate(pictures, (System.nanoTime() - nanoTime) / 1e9);
  }

  /** Pictures in a second; 0 if there were none. */
  double perSecond() {
    return pictures == 0 ? 0 : pictures / seconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d pictures in %.1f s, %.1f pictures/s", pictures, seconds, perSecond());
  }
}
