package io.github.fer4j.train.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which data a run learns from and is judged by; a final run learns from both.
 *
 * @param sha256 SHA-256 of the CSV as it lies on disk
 * @param training pictures of the training split that are used
 * @param validation pictures of PublicTest that are used
 * @param targets SHA-256 of the rows that are used, in order, with their labels and votes; null in
 *     checkpoints of the first releases
 */
public record DataIdentity(
    String sha256,
    int training,
    int validation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String targets) {

  /**
   * @throws IllegalArgumentException if a digest is no SHA-256, or a number not positive
   */
  public DataIdentity {
    requireDigest(sha256);
    if (targets != null) {
      requireDigest(targets);
    }
    if (training < 1 || validation < 1) {
      throw new IllegalArgumentException(
          "data must hold pictures, not " + training + " and " + validation);
    }
  }

  private static void requireDigest(@Nullable String digest) {
    if (digest == null || !digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("no SHA-256 in hexadecimal: '" + digest + "'");
    }
  }

  /** Whether it is the same data, as far as both know. */
  public boolean isSameAs(DataIdentity other) {
    return equals(other)
        || (targets == null || other.targets == null)
            && sha256.equals(other.sha256)
            && training == other.training
            && validation == other.validation;
  }
}
