package io.github.fer4j.data;

import java.util.Collections;
import java.util.List;

/**
 * SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014,
 * figure 17). Written out here because results must be the same on every Java version, and because
 * neighbouring seeds must give unrelated numbers, which {@link java.util.Random} does not.
 */
public final class RandomSequence {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final int UNUSED_BITS = 11;
  private static final double UNIT = 0x1.0p-53;

  private static final int GAUSSIAN_TERMS = 12;
  private static final int TERMS_A_LONG = 4;
  private static final int TERM_BITS = 16;
  private static final long TERM_MASK = (1 << TERM_BITS) - 1;

  private long state;

  /** A sequence that the seed alone decides. */
  public RandomSequence(long seed) {
    state = mix(seed);
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** The next number from 0, inclusive, to 1, exclusive. */
  public double nextDouble() {
    return (nextLong() >>> UNUSED_BITS) * UNIT;
  }

  /** The next number from least, inclusive, to most, exclusive; least if they are the same. */
  public double between(double least, double most) {
    return least + nextDouble() * (most - least);
  }

  /**
   * The next number that is nearly normally distributed, with mean 0 and standard deviation 1: the
   * sum of twelve even ones, within -6 to 6. Needs no logarithm, whose last bit could differ.
   */
  public double nextGaussian() {
    long sum = 0;
    for (int i = 0; i < GAUSSIAN_TERMS; i += TERMS_A_LONG) {
      long bits = nextLong();
      for (int term = 0; term < TERMS_A_LONG; term++) {
        sum += bits >>> term * TERM_BITS & TERM_MASK;
      }
    }
    return (double) sum / TERM_MASK - GAUSSIAN_TERMS / 2.0;
  }

  /**
   * The next whole number from 0, inclusive, to bound, exclusive.
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("The bound is " + bound + ", expected 1 or more");
    }
    return (int) ((nextLong() >>> Integer.SIZE) * bound >>> Integer.SIZE);
  }

  /** Brings a list into random order (R. Durstenfeld, "Algorithm 235", 1964). */
  public void shuffle(List<?> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, nextInt(i + 1));
    }
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
