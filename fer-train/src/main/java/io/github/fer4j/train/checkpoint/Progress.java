package io.github.fer4j.train.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.train.config.Monitor;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a run stands.
 *
 * @param steps optimizer steps done in all
 * @param epochUnderWay sums of the epoch that has begun; all zero between epochs
 * @param history the epochs that have ended, in order
 */
public record Progress(long steps, EpochSums epochUnderWay, List<EpochRecord> history) {

  /** A run that has not begun. */
  public static final Progress START = new Progress(0, EpochSums.ZERO, List.of());

  /**
   * @throws IllegalArgumentException if a number is out of its range, or the epochs do not follow
   *     each other
   */
  public Progress {
    history = List.copyOf(history);
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be 0 or more, not " + steps);
    }
    Objects.requireNonNull(epochUnderWay, "epochUnderWay");
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "epoch " + (i + 1) + " of the history is called " + history.get(i).epoch());
      }
    }
  }

  /**
   * What an epoch has gathered so far, so that one which was interrupted can be finished.
   *
   * @param batches done
   * @param images in them
   * @param loss summed over images
   * @param correct images that were named right
   * @param seconds in all
   * @param waitedSeconds in which the network waited for data
   */
  public record EpochSums(
      int batches, long images, double loss, double correct, double seconds, double waitedSeconds) {
    public static final EpochSums ZERO = new EpochSums(0, 0, 0, 0, 0, 0);

    /**
     * @throws IllegalArgumentException if a number is negative or not finite, or more pictures were
     *     named right than there are
     */
    public EpochSums {
      for (double value : new double[] {batches, images, loss, correct, seconds, waitedSeconds}) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("a sum of the epoch under way is " + value);
        }
      }
      if (correct > images) {
        throw new IllegalArgumentException(correct + " of " + images + " pictures are right");
      }
    }
  }

  /** Epochs that have ended. */
  @JsonIgnore
  public int epochs() {
    return history.size();
  }

  /** Validation losses of the epochs that have ended; none of a final run, which has none. */
  @JsonIgnore
  public List<Double> validationLosses() {
    return history.stream()
        .filter(EpochRecord::hasValidation)
        .map(EpochRecord::validationLoss)
        .toList();
  }

  /**
   * The epoch that this figure chooses; of equals the one with the lower loss, then the first. Of a
   * final run, which is not validated, the last.
   */
  public Optional<EpochRecord> best(Monitor monitor) {
    if (!history.isEmpty() && !history.get(epochs() - 1).hasValidation()) {
      return Optional.of(history.get(epochs() - 1));
    }
    Comparator<EpochRecord> byLoss =
        Comparator.comparingDouble(EpochRecord::validationLoss).reversed();
    Comparator<EpochRecord> order =
        switch (monitor) {
          case ACCURACY ->
              Comparator.comparingDouble(EpochRecord::validationAccuracy).thenComparing(byLoss);
          case LOG_LOSS -> byLoss;
          case CROWD_ACCURACY ->
              Comparator.comparingDouble((EpochRecord epoch) -> epoch.crowd().accuracy())
                  .thenComparing(byLoss);
        };
    return history.stream().max(order);
  }
}
