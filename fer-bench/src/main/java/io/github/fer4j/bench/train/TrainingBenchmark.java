package io.github.fer4j.bench.train;

import io.github.fer4j.bench.ResidentMemory;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.data.Example;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.BatchPipeline;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Times training steps as a run would do them, on noise: the arithmetic is the same for any face.
 * Several candidates take turns step by step, so that a machine whose speed drifts treats them
 * alike.
 */
public final class TrainingBenchmark implements AutoCloseable {
  /** Steps before the clock: the libraries choose and cache their kernels in them. */
  private static final int WARM_UP = 3;

  /**
   * Forward, gradient of the inputs, gradient of the weights: each costs the forward's arithmetic.
   */
  private static final int PASSES = 3;

  private static final int OPERATIONS_PER_MULTIPLY_ADD = 2;

  private final TrainingConfig config;
  private final TrainingEngine engine;
  private final BatchPipeline pipeline;
  private final BatchPipeline.EpochBatches batches;
  private final List<Double> stepSeconds = new ArrayList<>();
  private long images;
  private double secondsToFirstStep;
  private double waitedBefore;
  private long rssBefore;

  /**
   * What was measured.
   *
   * @param engine who computed
   * @param side picture side in pixels
   * @param imagesPerSecond over the measured steps, waiting for data included
   * @param stepSeconds time of each measured step, in their order, waiting not included
   * @param gigaflops floating-point operations of convolutions and dense layers a second, in 10⁹
   * @param networkShare share of the time in which the network did not wait for data, 0 to 1
   * @param secondsToFirstStep from the start of the JVM to the end of the first step; of several
   *     candidates each has those before it in its own
   * @param rssBeforeBytes resident memory of the process before the measured steps; 0 where it is
   *     not known
   * @param rssAfterBytes resident memory after them; 0 where it is not known
   */
  public record Result(
      EngineInfo engine,
      int side,
      double imagesPerSecond,
      List<Double> stepSeconds,
      double gigaflops,
      double networkShare,
      double secondsToFirstStep,
      long rssBeforeBytes,
      long rssAfterBytes) {

    /** Median of the time of a step in milliseconds. */
    public double medianStepMillis() {
      return 1e3 * quantile(stepSeconds, 0.5);
    }

    /**
     * How many times the pictures a second of another candidate this one makes, step against step
     * in the same turn.
     *
     * @param other of the same batch size, measured in turns with this one
     * @param quantile 0.5 for the median of the turns
     */
    public double timesTheRateOf(Result other, double quantile) {
      List<Double> ratios =
          IntStream.range(0, stepSeconds.size())
              .mapToObj(turn -> other.stepSeconds.get(turn) / stepSeconds.get(turn))
              .toList();
      return quantile(ratios, quantile);
    }

    private static double quantile(List<Double> values, double quantile) {
      double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
      return new Percentile().evaluate(all, 100 * quantile);
    }
  }

  private TrainingBenchmark(TrainingConfig config, List<Example> examples) {
    this.config = config;
    this.engine = config.createEngine(config.buildNetwork());
    this.pipeline = new BatchPipeline(examples, config);
    // The last epoch has the full side.
    this.batches = pipeline.epoch(config.epochs() - 1, 0);
  }

  /**
   * Runs the candidates in turns at 48x48.
   *
   * @param configs one or more candidates, of the same batch size
   * @param steps to measure of each, 1 or more
   * @return a result for each, in their order
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if an engine is not available
   */
  public static List<Result> run(List<TrainingConfig> configs, int steps)
      throws InterruptedException {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, not " + steps);
    }
    int batchSize = configs.get(0).batchSize();
    if (configs.stream().anyMatch(config -> config.batchSize() != batchSize)) {
      throw new IllegalArgumentException("Candidates that take turns need the same batch-size");
    }
    List<Example> examples = noise((WARM_UP + steps) * batchSize);
    List<TrainingBenchmark> candidates = new ArrayList<>();
    try {
      for (TrainingConfig config : configs) {
        candidates.add(new TrainingBenchmark(config, examples));
        candidates.get(candidates.size() - 1).warmUp();
      }
      candidates.forEach(TrainingBenchmark::begin);
      for (int step = 0; step < steps; step++) {
        for (TrainingBenchmark candidate : candidates) {
          candidate.step(step);
        }
      }
      return candidates.stream().map(TrainingBenchmark::result).toList();
    } finally {
      candidates.forEach(TrainingBenchmark::close);
    }
  }

  private void warmUp() throws InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      engine.fit(batches.next(), config.optimizer().learningRate(), i);
      secondsToFirstStep = i == 0 ? secondsSinceJvmStart() : secondsToFirstStep;
    }
  }

  private void begin() {
    waitedBefore = batches.waitedSeconds();
    rssBefore = ResidentMemory.bytes();
  }

  private void step(int step) throws InterruptedException {
    Batch batch = batches.next();
    long start = System.nanoTime();
    engine.fit(batch, config.optimizer().learningRate(), WARM_UP + step);
    stepSeconds.add((System.nanoTime() - start) / 1e9);
    images += batch.size();
  }

  private Result result() {
    double computed = stepSeconds.stream().mapToDouble(Double::doubleValue).sum();
    double seconds = computed + batches.waitedSeconds() - waitedBefore;
    double flop =
        (double) images
            * config.buildNetwork().multiplyAdds(batches.side())
            * PASSES
            * OPERATIONS_PER_MULTIPLY_ADD;
    return new Result(
        engine.info(),
        batches.side(),
        images / seconds,
        List.copyOf(stepSeconds),
        flop / seconds / 1e9,
        computed / seconds,
        secondsToFirstStep,
        rssBefore,
        ResidentMemory.bytes());
  }

  @Override
  public void close() {
    pipeline.close();
    engine.close();
  }

  private static double secondsSinceJvmStart() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - start) / 1e3;
  }

  private static List<Example> noise(int count) {
    RandomSequence random = new RandomSequence(1);
    return IntStream.range(0, count)
        .mapToObj(
            row -> {
              byte[] pixels = new byte[FaceImage.PIXELS];
              for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) random.nextInt();
              }
              return new Example(FaceImage.of(pixels), FerLabel.HAPPY, Split.TRAINING, row + 1);
            })
        .toList();
  }
}
