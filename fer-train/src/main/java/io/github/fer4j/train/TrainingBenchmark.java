package io.github.fer4j.train;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngines;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Times training steps as a run would do them, on noise: the arithmetic is the same for any face.
 */
public final class TrainingBenchmark {
  /** Steps before the clock: the libraries choose and cache their kernels in them. */
  private static final int WARM_UP = 3;

  /**
   * Forward, gradient of the inputs, gradient of the weights: each costs the forward's arithmetic.
   */
  private static final int PASSES = 3;

  private static final int OPERATIONS_PER_MULTIPLY_ADD = 2;

  private TrainingBenchmark() {}

  /**
   * What was measured.
   *
   * @param engine who computed
   * @param side picture side in pixels
   * @param imagesPerSecond over the measured steps, waiting included
   * @param medianStepMillis median of the time of a step, waiting not included
   * @param gigaflops floating-point operations of convolutions and dense layers a second, in 10⁹
   * @param networkShare share of the time in which the network did not wait for data, 0 to 1
   * @param secondsToFirstStep from the start of the JVM to the end of the first step
   * @param rssBeforeBytes resident memory before the measured steps; 0 where it is not known
   * @param rssAfterBytes resident memory after them; 0 where it is not known
   */
  public record Result(
      EngineInfo engine,
      int side,
      double imagesPerSecond,
      double medianStepMillis,
      double gigaflops,
      double networkShare,
      double secondsToFirstStep,
      long rssBeforeBytes,
      long rssAfterBytes) {}

  /**
   * Runs it at 48x48.
   *
   * @param steps to measure, 1 or more
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if the engine is not to be had
   */
  public static Result run(TrainingConfig config, int steps) throws InterruptedException {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, not " + steps);
    }
    List<Example> examples = noise((WARM_UP + steps) * config.batchSize());
    try (TrainingEngine engine =
            TrainingEngines.named(config.engine())
                .create(
                    config.buildNetwork(),
                    config.buildOptimizer(),
                    config.seed(),
                    config.device(),
                    config.precision());
        BatchPipeline pipeline = new BatchPipeline(examples, config)) {
      // The last epoch has the full side.
      return measure(config, engine, pipeline.epoch(config.epochs() - 1, 0), steps);
    }
  }

  private static Result measure(
      TrainingConfig config, TrainingEngine engine, BatchPipeline.EpochBatches batches, int steps)
      throws InterruptedException {
    double firstStep = 0;
    for (int i = 0; i < WARM_UP; i++) {
      engine.fit(batches.next(), config.learningRate(), i);
      firstStep = i == 0 ? secondsSinceJvmStart() : firstStep;
    }
    long rssBefore = ResidentMemory.bytes();
    double waitedBefore = batches.waitedSeconds();
    double[] stepSeconds = new double[steps];
    long images = 0;
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      Batch batch = batches.next();
      long stepStart = System.nanoTime();
      engine.fit(batch, config.learningRate(), WARM_UP + i);
      stepSeconds[i] = (System.nanoTime() - stepStart) / 1e9;
      images += batch.size();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double flop =
        (double) images
            * config.buildNetwork().multiplyAdds(batches.side())
            * PASSES
            * OPERATIONS_PER_MULTIPLY_ADD;
    return new Result(
        engine.info(),
        batches.side(),
        images / seconds,
        1e3 * median(stepSeconds),
        flop / seconds / 1e9,
        1 - (batches.waitedSeconds() - waitedBefore) / seconds,
        firstStep,
        rssBefore,
        ResidentMemory.bytes());
  }

  private static double secondsSinceJvmStart() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - start) / 1e3;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static List<Example> noise(int count) {
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, count)
        .mapToObj(
            row -> {
              byte[] pixels = new byte[FaceImage.PIXELS];
              random.nextBytes(pixels);
              return new Example(FaceImage.of(pixels), FerLabel.HAPPY, Split.TRAINING, row + 1);
            })
        .toList();
  }
}
