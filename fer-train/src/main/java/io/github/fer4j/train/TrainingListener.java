package io.github.fer4j.train;

import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.train.engine.EngineInfo;

/** Is told what a {@link TrainingRun} does, on its thread. */
public interface TrainingListener {

  /**
   * A step has been done.
   *
   * @param epoch under way, from 1
   * @param epochs of the whole run
   * @param batch done, from 1
   * @param batches of the epoch
   * @param loss mean over the epoch so far
   * @param accuracy mean over the epoch so far, 0 to 1
   * @param imagesPerSecond of the epoch so far
   * @param secondsLeft estimate for the whole run, from the pixels still to come
   */
  record Step(
      int epoch,
      int epochs,
      int batch,
      int batches,
      double loss,
      double accuracy,
      double imagesPerSecond,
      double secondsLeft) {}

  /**
   * Before the engine is made: how many faces the run learns from, and is validated on (0 in a
   * final run), once its settings have been applied.
   */
  default void onData(int training, int validation) {}

  /** Before the first step, when the engine is ready: who will compute, where. */
  default void onStart(EngineInfo engine) {}

  /** After each step. */
  default void onStep(Step step) {}

  /**
   * After each epoch, when its checkpoint is on disk.
   *
   * @param record its row of the history
   * @param best whether it is the best so far; never in a final run, which has no figure that says
   *     so
   */
  default void onEpoch(EpochRecord record, boolean best) {}
}
