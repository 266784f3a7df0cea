package io.github.fer4j.train.internal;

/**
 * Seeds for every random choice of a run, each a function of the run's seed and of the place where
 * it is used alone: the same whatever was drawn before, on whichever thread, resumed or not.
 */
public final class Seeds {
  /** Purposes, so that two choices at the same place differ. */
  static final long ORDER = 1;

  static final long AUGMENTATION = 2;
  public static final long DROPOUT = 3;
  static final long MIXUP = 4;

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** Mixes a seed with a purpose and two numbers that say where it is used. */
  public static long of(long seed, long purpose, long first, long second) {
    long mixed = mix(seed + GOLDEN_GAMMA * purpose);
    mixed = mix(mixed + GOLDEN_GAMMA * (first + 1));
    return mix(mixed + GOLDEN_GAMMA * (second + 1));
  }

  /** The finalizer of SplitMix64 (G. Steele et al., OOPSLA 2014, figure 16). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
