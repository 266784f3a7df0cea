package io.github.fer4j.eval.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The course of the training.
 *
 * @param epochs in order
 * @param chosenEpoch the epoch whose weights were kept
 * @param chosenOn name of the split that chose it; absent where it was trained on too, and the last
 *     epoch was kept
 */
public record TrainingCurves(List<Epoch> epochs, int chosenEpoch, Optional<String> chosenOn) {

  /**
   * One epoch.
   *
   * @param epoch from 1
   * @param learningRate at its end
   * @param trainLoss mean cross-entropy with augmentation and dropout in force
   * @param trainAccuracy likewise, 0 to 1
   * @param validationLoss mean cross-entropy on the split that chooses; absent where none does
   * @param validationAccuracy there, 0 to 1; likewise
   * @param crowdAccuracy there of the crowd head, where more than 5 of 10 people agree, 0 to 1;
   *     absent where there is none
   */
  public record Epoch(
      int epoch,
      double learningRate,
      double trainLoss,
      double trainAccuracy,
      OptionalDouble validationLoss,
      OptionalDouble validationAccuracy,
      OptionalDouble crowdAccuracy) {}
}
