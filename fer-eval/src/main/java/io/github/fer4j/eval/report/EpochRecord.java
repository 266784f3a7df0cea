package io.github.fer4j.eval.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An epoch of a training, a row of its {@code history.csv}. Training figures are means over the
 * epoch, with augmentation and dropout in force; validation figures are those of the weights that
 * would be shipped, on PublicTest at 48x48. A final run, which learns from PublicTest too, has
 * none.
 *
 * @param epoch from 1
 * @param inputSide picture side in training, in pixels
 * @param learningRate of the epoch's last step
 * @param trainLoss mean cross-entropy
 * @param trainAccuracy 0 to 1
 * @param validationLoss mean cross-entropy; null, as the next two, where nothing was validated
 * @param validationAccuracy over the classes, 0 to 1
 * @param validationStateAccuracy over two states by the top class, 0 to 1
 * @param seconds that training took, validation not counted
 * @param imagesPerSecond of training
 * @param networkShare share of that time in which the network computed instead of waiting for data
 * @param crowd validation figures of the crowd head; null where there is none
 */
public record EpochRecord(
    int epoch,
    int inputSide,
    double learningRate,
    double trainLoss,
    double trainAccuracy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double validationLoss,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double validationAccuracy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double validationStateAccuracy,
    double seconds,
    double imagesPerSecond,
    double networkShare,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CrowdFigures crowd) {

  /**
   * @throws IllegalArgumentException if a number is out of its range, or some validation figures
   *     are there and others not
   */
  public EpochRecord {
    if (epoch < 1 || inputSide < 1) {
      throw new IllegalArgumentException(
          "epoch and input side must be positive, not " + epoch + " and " + inputSide);
    }
    requireShare("train accuracy", trainAccuracy);
    requireNotNegative("learning rate", learningRate);
    requireNotNegative("train loss", trainLoss);
    requireNotNegative("seconds", seconds);
    requireNotNegative("images per second", imagesPerSecond);
    if (!Double.isFinite(networkShare)) {
      throw new IllegalArgumentException("network share must be finite, not " + networkShare);
    }
    requireValidation(validationLoss, validationAccuracy, validationStateAccuracy, crowd);
  }

  private static void requireValidation(
      @Nullable Double loss,
      @Nullable Double accuracy,
      @Nullable Double stateAccuracy,
      @Nullable CrowdFigures crowd) {
    if (loss != null && accuracy != null && stateAccuracy != null) {
      requireNotNegative("validation loss", loss);
      requireShare("validation accuracy", accuracy);
      requireShare("validation state accuracy", stateAccuracy);
    } else if (loss != null || accuracy != null || stateAccuracy != null || crowd != null) {
      throw new IllegalArgumentException("an epoch has all of its validation figures or none");
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in 0 to 1, not " + value);
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more, not " + value);
    }
  }

  /**
   * How a crowd head did on those faces of the validation split of which more than five of ten
   * people say the same.
   *
   * @param loss mean cross-entropy against what they say
   * @param accuracy against it, 0 to 1
   */
  public record CrowdFigures(double loss, double accuracy) {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public CrowdFigures {
      requireNotNegative("crowd loss", loss);
      requireShare("crowd accuracy", accuracy);
    }
  }

  /** Whether the epoch was validated; the validation figures are null where it was not. */
  public boolean hasValidation() {
    return validationLoss != null;
  }

  /** A row of a network without a crowd head. */
  public EpochRecord(
      int epoch,
      int inputSide,
      double learningRate,
      double trainLoss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      double validationStateAccuracy,
      double seconds,
      double imagesPerSecond,
      double networkShare) {
    this(
        epoch,
        inputSide,
        learningRate,
        trainLoss,
        trainAccuracy,
        validationLoss,
        validationAccuracy,
        validationStateAccuracy,
        seconds,
        imagesPerSecond,
        networkShare,
        null);
  }

  /**
   * A {@code history.csv}.
   *
   * @param epochs its rows
   * @param crowd whether it has columns for the figures of a crowd head, as all its rows then have
   */
  public static String toCsv(List<EpochRecord> epochs, boolean crowd) {
    return HistoryCsv.header(crowd)
        + epochs.stream().map(EpochRecord::toCsvRow).collect(Collectors.joining());
  }

  /** This row of a {@code history.csv}, with its line end. */
  public String toCsvRow() {
    return HistoryCsv.row(this);
  }

  /** Validation figures of the crowd head; empty where there is none. */
  public Optional<CrowdFigures> crowdFigures() {
    return Optional.ofNullable(crowd);
  }
}
