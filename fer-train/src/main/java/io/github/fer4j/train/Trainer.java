package io.github.fer4j.train;

import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.eval.report.EpochRecord.CrowdFigures;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.checkpoint.Progress;
import io.github.fer4j.train.checkpoint.Progress.EpochSums;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.StepResult;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.BatchPipeline;
import io.github.fer4j.train.internal.Seeds;
import io.github.fer4j.train.network.Head;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: epochs of steps, a validation and a checkpoint after each. The checkpoint with
 * the best figures on PublicTest is kept beside the last one; a final run keeps its last epoch.
 *
 * <p>A run that is stopped, even by kill -9, resumes at its last checkpoint and ends with the same
 * weights, bit for bit on a CPU, as one that never was: every random choice is a function of the
 * seed and of the place where it is made ({@link Seeds}), and everything else is in the checkpoint.
 */
final class Trainer implements AutoCloseable {
  private final TrainingConfig config;
  private final TrainingData data;
  private final int images;
  private final RunFolder folder;
  private final TrainingEngine engine;
  private final TrainingListener listener;
  private final Schedule schedule;
  private final BatchPipeline pipeline;
  private final Teachers teachers;
  private final Validation validation;
  private final @Nullable ExponentialMovingAverage average;
  private Progress progress;

  /**
   * A trainer for a new or a resumed run.
   *
   * @param engine freshly built for the configuration; stays the caller's to close
   * @param from checkpoint to resume from, or empty for a new run
   * @throws IOException if a teacher's checkpoint cannot be read
   */
  Trainer(
      TrainingConfig config,
      TrainingData data,
      RunFolder folder,
      TrainingEngine engine,
      Optional<Checkpoint> from,
      TrainingListener listener)
      throws IOException {
    this.config = config;
    this.data = data;
    this.folder = folder;
    this.engine = engine;
    this.listener = listener;
    this.schedule = new Schedule(config);
    List<Example> learnt = data.learntIn(config);
    this.images = learnt.size();
    this.pipeline = new BatchPipeline(learnt, config);
    this.validation = new Validation(data.validation(), config);
    this.progress = from.map(Checkpoint::progress).orElse(Progress.START);
    from.ifPresent(checkpoint -> engine.setWeights(checkpoint.weights()));
    from.ifPresent(checkpoint -> engine.setOptimizerState(checkpoint.optimizerState()));
    this.average =
        config.emaDecay() > 0
            ? new ExponentialMovingAverage(
                config.emaDecay(), from.map(Checkpoint::averagedWeights).orElseGet(engine::weights))
            : null;
    this.teachers = new Teachers(config);
  }

  /**
   * Trains until the last epoch, an early stop, or until asked to stop; in the last case what was
   * done of the epoch under way is saved too.
   *
   * @param stopRequested asked after each step
   * @return where the run stands; {@link #isFinished} says whether it is at its end
   * @throws DivergedException if the loss is no longer a number
   * @throws IOException if a checkpoint cannot be written; earlier ones are still there
   */
  Progress train(BooleanSupplier stopRequested) throws IOException, InterruptedException {
    boolean crowd = !config.finalRun() && config.buildNetwork().head(Head.CROWD).isPresent();
    folder.rewriteHistory(progress.history(), crowd);
    while (!isFinished() && !stopRequested.getAsBoolean()) {
      if (trainEpoch(stopRequested)) {
        finishEpoch();
      } else {
        checkpoint().write(folder.last());
      }
    }
    return progress;
  }

  /** Whether all epochs are done, or patience is spent. */
  boolean isFinished() {
    return progress.epochs() >= config.epochs() || schedule.stopsEarly(progress.validationLosses());
  }

  /** Returns whether the epoch was finished; false where it was asked to stop before. */
  private boolean trainEpoch(BooleanSupplier stopRequested) throws InterruptedException {
    EpochSums before = progress.epochUnderWay();
    BatchPipeline.EpochBatches batches = pipeline.epoch(progress.epochs(), before.batches());
    long start = System.nanoTime();
    while (batches.hasNext()) {
      Batch batch = batches.next();
      StepResult result = step(batch);
      EpochSums sums = progress.epochUnderWay();
      double seconds = before.seconds() + (System.nanoTime() - start) / 1e9;
      progress =
          new Progress(
              progress.steps() + 1,
              new EpochSums(
                  sums.batches() + 1,
                  sums.images() + batch.size(),
                  sums.loss() + result.loss() * batch.size(),
                  sums.correct() + result.accuracy() * batch.size(),
                  seconds,
                  before.waitedSeconds() + batches.waitedSeconds()),
              progress.history());
      listener.onStep(describeStep());
      if (stopRequested.getAsBoolean() && batches.hasNext()) {
        batches.abandon();
        return false;
      }
    }
    return true;
  }

  private StepResult step(Batch batch) {
    long step = progress.steps();
    long seed = Seeds.DROPOUT.of(config.seed(), step, 0);
    StepResult result = engine.fit(teachers.teach(batch), rate(step), seed);
    if (!Double.isFinite(result.loss())) {
      throw new DivergedException(
          progress.epochs() + 1, progress.epochUnderWay().batches() + 1, result.loss());
    }
    if (average != null) {
      average.update(engine.weights(), step + 1);
    }
    return result;
  }

  private double rate(long step) {
    long steps = (long) config.epochs() * pipeline.batchesPerEpoch();
    return schedule.rate(step, steps, progress.validationLosses());
  }

  private void finishEpoch() throws IOException {
    EpochRecord record = record(config.finalRun() ? Optional.empty() : Optional.of(validate()));
    List<EpochRecord> history = new ArrayList<>(progress.history());
    history.add(record);
    progress = new Progress(progress.steps(), EpochSums.ZERO, history);
    boolean kept = progress.best(config.monitor()).filter(record::equals).isPresent();
    // The best one first: if the run dies between the two, the epoch is done again and both are
    // written anew with the same content.
    Checkpoint checkpoint = checkpoint();
    if (kept) {
      checkpoint.write(folder.best());
    }
    checkpoint.write(folder.last());
    folder.appendHistory(record);
    listener.onEpoch(record, kept && record.hasValidation());
  }

  private Validation.Figures validate() {
    if (average == null) {
      return validation.evaluate(engine);
    }
    Map<String, float[]> weights = engine.weights();
    engine.setWeights(average.values());
    try {
      return validation.evaluate(engine);
    } finally {
      engine.setWeights(weights);
    }
  }

  private EpochRecord record(Optional<Validation.Figures> figures) {
    Optional<Evaluation> evaluation = figures.map(Validation.Figures::label);
    EpochSums sums = progress.epochUnderWay();
    return new EpochRecord(
        progress.epochs() + 1,
        config.imageSizes().side(progress.epochs(), config.epochs()),
        rate(progress.steps() - 1),
        sums.loss() / sums.images(),
        sums.correct() / sums.images(),
        evaluation.map(Evaluation::logLoss).orElse(null),
        evaluation.map(Evaluation::accuracy).orElse(null),
        evaluation.map(Evaluation::stateAccuracy).orElse(null),
        sums.seconds(),
        sums.images() / sums.seconds(),
        1 - sums.waitedSeconds() / sums.seconds(),
        figures
            .flatMap(Validation.Figures::crowd)
            .map(e -> new CrowdFigures(e.logLoss(), e.accuracy()))
            .orElse(null));
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(
        config,
        engine.info(),
        data.identity(),
        progress,
        engine.weights(),
        engine.optimizerState(),
        average == null ? Map.of() : average.values());
  }

  private TrainingListener.Step describeStep() {
    EpochSums sums = progress.epochUnderWay();
    return new TrainingListener.Step(
        progress.epochs() + 1,
        config.epochs(),
        sums.batches(),
        pipeline.batchesPerEpoch(),
        sums.loss() / sums.images(),
        sums.correct() / sums.images(),
        sums.images() / sums.seconds(),
        secondsLeft(sums));
  }

  /** Time goes with the pixels, so small pictures early on are not taken for the whole. */
  private double secondsLeft(EpochSums sums) {
    double pixels = 0;
    for (int epoch = progress.epochs(); epoch < config.epochs(); epoch++) {
      int side = config.imageSizes().side(epoch, config.epochs());
      pixels += (double) side * side * images;
    }
    int side = config.imageSizes().side(progress.epochs(), config.epochs());
    double done = (double) side * side * sums.images();
    return sums.seconds() / done * (pixels - done);
  }

  /** Ends the worker threads and frees the teachers. */
  @Override
  public void close() {
    pipeline.close();
    teachers.close();
  }
}
