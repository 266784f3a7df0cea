package io.github.fer4j.eval.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An epoch of a training, a row of its {@code history.csv}. Training figures are means over the
 * epoch, with augmentation and dropout in force; validation figures are those of the weights that
 * would be shipped, on PublicTest at 48x48.
 *
 * @param epoch from 1
 * @param inputSide picture side in training, in pixels
 * @param learningRate of the epoch's last step
 * @param trainLoss mean cross-entropy
 * @param trainAccuracy 0 to 1
 * @param validationLoss mean cross-entropy
 * @param validationAccuracy over five classes, 0 to 1
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
    double validationLoss,
    double validationAccuracy,
    double validationStateAccuracy,
    double seconds,
    double imagesPerSecond,
    double networkShare,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CrowdFigures crowd) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public EpochRecord {
    if (epoch < 1 || inputSide < 1) {
      throw new IllegalArgumentException(
          "epoch and input side must be positive, not " + epoch + " and " + inputSide);
    }
    requireShare("train accuracy", trainAccuracy);
    requireShare("validation accuracy", validationAccuracy);
    requireShare("validation state accuracy", validationStateAccuracy);
    requireNotNegative("learning rate", learningRate);
    requireNotNegative("train loss", trainLoss);
    requireNotNegative("validation loss", validationLoss);
    requireNotNegative("seconds", seconds);
    requireNotNegative("images per second", imagesPerSecond);
    if (!Double.isFinite(networkShare)) {
      throw new IllegalArgumentException("network share must be finite, not " + networkShare);
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
