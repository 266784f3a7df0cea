package io.github.fer4j.core.internal;

import java.util.Collections;
import java.util.List;

/**
 * The random generator of all modules: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable
 * pseudorandom number generators", 2014, figures 16 and 17). It draws the numbers that {@link
 * java.util.SplittableRandom} draws on Java 17. They are written out here because runs are resumed
 * with other versions of Java, and none promises the numbers of the last.
 *
 * <p>For use by one thread.
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
    state = seed;
  }

  /** A sequence whose seed is mixed first, for seeds that are counters. */
  public static RandomSequence ofMixed(long seed) {
    return new RandomSequence(mix(seed));
  }

  /**
   * A seed for one place: the same whatever was drawn before, on whichever thread.
   *
   * @param seed of the whole
   * @param place numbers that say where it is used; other numbers give an unrelated seed
   */
  public static long seedAt(long seed, long... place) {
    long mixed = seed;
    for (long number : place) {
      mixed = mix(mixed + GOLDEN_GAMMA * (number + 1));
    }
    return mixed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    return mix(next());
  }

  /** The next 32 bits. */
  public int nextInt() {
    long mixed = next();
    mixed = (mixed ^ mixed >>> 33) * 0x62A9D9ED799705F5L;
    mixed = (mixed ^ mixed >>> 28) * 0xCB24D0A5C88C35B3L;
    return (int) (mixed >>> Integer.SIZE);
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
    int greatest = bound - 1;
    if ((bound & greatest) == 0) {
      return nextInt() & greatest;
    }
    int bits = nextInt() >>> 1;
    // Overflows where the bits are among the last, too few for all remainders.
    while (bits - bits % bound + greatest < 0) {
      bits = nextInt() >>> 1;
    }
    return bits % bound;
  }

  /** The next number from 0, inclusive, to 1, exclusive. */
  public double nextDouble() {
    return (nextLong() >>> UNUSED_BITS) * UNIT;
  }

  /** True or false, equally probable. */
  public boolean nextBoolean() {
    return nextInt() < 0;
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

  /** Brings a list into random order (R. Durstenfeld, "Algorithm 235", 1964). */
  public void shuffle(List<?> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, nextInt(i + 1));
    }
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return state;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
