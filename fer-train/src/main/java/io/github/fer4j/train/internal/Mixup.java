package io.github.fer4j.train.internal;

import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.train.engine.Batch;

/**
 * Mixes the pictures of a batch in pairs, and their targets in the same shares, so that a network
 * cannot memorise single pictures with their wrong labels (H. Zhang et al., arXiv 1710.09412,
 * section 2). The share of the first is drawn from Beta(alpha, alpha) for each picture.
 *
 * @param alpha of the distribution, 0 to 2: small ones leave most pictures nearly as they are, 1
 *     makes all shares equally probable, 0 mixes nothing
 */
record Mixup(double alpha) {

  /** A batch of mixtures: each picture with the one as far from the other end of the batch. */
  Batch apply(Batch batch, long seed) {
    if (alpha == 0) {
      return batch;
    }
    RandomSequence random = new RandomSequence(seed);
    float[] pixels = new float[batch.pixels().length];
    float[] targets = new float[batch.targets().length];
    for (int i = 0; i < batch.size(); i++) {
      // Batches are in random order, so that this partner is as random as a drawn one.
      int partner = batch.size() - 1 - i;
      float share = (float) share(random);
      mix(batch.pixels(), batch.side() * batch.side(), i, partner, share, pixels);
      mix(batch.targets(), batch.outputs(), i, partner, share, targets);
    }
    return new Batch(pixels, targets, batch.size(), batch.side());
  }

  /** Rows of the given length; one of them is written. */
  private static void mix(
      float[] from, int length, int row, int partner, float share, float[] mixed) {
    int first = row * length;
    int second = partner * length;
    for (int k = 0; k < length; k++) {
      mixed[first + k] = share * from[first + k] + (1 - share) * from[second + k];
    }
  }

  /** Draws from Beta(alpha, alpha) (M. D. Jöhnk, Metrika 8, 1964, 5-15). */
  double share(RandomSequence random) {
    while (true) {
      double first = Math.pow(random.nextDouble(), 1 / alpha);
      double second = Math.pow(random.nextDouble(), 1 / alpha);
      double sum = first + second;
      // Both can underflow to 0 where alpha is tiny.
      if (sum > 0 && sum <= 1) {
        return first / sum;
      }
    }
  }
}
