package io.github.fer4j.train;

import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.checkpoint.DataIdentity;
import io.github.fer4j.train.checkpoint.Progress;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A new or resumed training run in a folder.
 *
 * <pre>{@code
 * TrainingConfig config = TrainingConfig.preset("slim").withEpochs(9);
 * try (TrainingRun run = TrainingRun.create(Path.of("run"), config)) {
 *   run.train(FerDataset.load(Path.of("fer2013.csv")));
 * }
 * }</pre>
 *
 * <p>For one thread, but for {@link #stop}.
 */
public final class TrainingRun implements AutoCloseable {
  private final RunFolder folder;
  private final TrainingConfig config;
  private final Optional<Checkpoint> checkpoint;
  private volatile boolean stopRequested;

  private TrainingRun(RunFolder folder, TrainingConfig config, Optional<Checkpoint> checkpoint) {
    this.folder = folder;
    this.config = config;
    this.checkpoint = checkpoint;
  }

  /**
   * A new run.
   *
   * @throws IllegalArgumentException if another run is in the folder, the initial weights are of
   *     another network, or they or a teacher learnt from PublicTest and the run is no final one
   * @throws IOException if the folder cannot be written, or what the configuration names cannot be
   *     read; no folder is made then
   */
  public static TrainingRun create(Path directory, TrainingConfig config) throws IOException {
    InitialWeights.of(config);
    Teachers.check(config);
    return new TrainingRun(RunFolder.create(directory, config), config, Optional.empty());
  }

  /**
   * A run that resumes at its last checkpoint, or at the start if it has none yet.
   *
   * @param settings that the caller wants; they must be those of the run, but for {@code workers}
   * @throws IllegalArgumentException if there is no run, or a setting differs
   * @throws io.github.fer4j.train.checkpoint.MalformedCheckpointException if the checkpoint is
   *     damaged, or was written with other settings than config.json has
   */
  public static TrainingRun resume(Path directory, Map<String, String> settings)
      throws IOException {
    RunFolder folder = RunFolder.open(directory);
    try {
      TrainingConfig config = ResumedConfig.of(folder.config(), settings);
      Optional<Checkpoint> checkpoint =
          Files.exists(folder.last())
              ? Optional.of(Checkpoint.read(folder.last()))
              : Optional.empty();
      if (checkpoint.isPresent()) {
        ResumedConfig.requireSame(folder.config(), config, checkpoint.get().config());
      }
      return new TrainingRun(folder, config, checkpoint);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** The settings of the run. */
  public TrainingConfig config() {
    return config;
  }

  /** The folder of the run. */
  public Path directory() {
    return folder.directory();
  }

  /** What was done before it was resumed. */
  public Progress progressBefore() {
    return checkpoint.map(Checkpoint::progress).orElse(Progress.START);
  }

  /**
   * Trains without telling anybody, see {@link #train(FerDataset, TrainingListener)}.
   *
   * @throws IOException if a file of the run cannot be written, or a teacher's not read
   * @throws InterruptedException if the thread is interrupted; the last checkpoint is still there
   */
  public TrainingResult train(FerDataset dataset) throws IOException, InterruptedException {
    return train(dataset, new TrainingListener() {});
  }

  /**
   * Trains to the end or until {@link #stop} is called. The network learns from the training split
   * of the data set, without leaked images where the settings say so, and is validated on
   * PublicTest. Where at least one epoch has ended, the best one is then exported into the folder;
   * at the end of the run its probabilities are calibrated by a temperature, fitted on PublicTest.
   *
   * <p>A final run learns from PublicTest too and is not validated: its last epoch is exported, at
   * temperature 1.
   *
   * @throws IllegalArgumentException if a resumed run is given other data than before
   * @throws io.github.fer4j.data.MalformedDataException if one of the two splits has no row
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if the engine is not available
   * @throws DivergedException if the loss is no longer a number
   * @throws IOException if a file of the run cannot be written, or a teacher's not read
   * @throws InterruptedException if the thread is interrupted; the last checkpoint is still there
   */
  public TrainingResult train(FerDataset dataset, TrainingListener listener)
      throws IOException, InterruptedException {
    return train(TrainingData.of(dataset, config), listener);
  }

  TrainingResult train(TrainingData data, TrainingListener listener)
      throws IOException, InterruptedException {
    checkpoint.ifPresent(from -> requireSameData(from.data(), data.identity()));
    List<Example> learnt = data.learntIn(config);
    listener.onData(learnt.size(), config.finalRun() ? 0 : data.validation().size());
    try (TrainingEngine engine = startEngine(learnt);
        Trainer trainer = new Trainer(config, data, folder, engine, checkpoint, listener)) {
      folder.log("training with " + engine.info());
      listener.onStart(engine.info());
      Progress progress = trainer.train(() -> stopRequested);
      if (trainer.isFinished() && !config.finalRun()) {
        RunModel.write(Checkpoint.read(folder.best()), data.validation(), folder.directory());
      } else if (progress.epochs() > 0) {
        // Whoever interrupts a run should not wait for its calibration; a final run has none.
        CheckpointModel.of(folder.best(), Map.of()).bundle().replaceIn(folder.directory());
      }
      folder.log(trainer.isFinished() ? "finished" : "interrupted and saved");
      return new TrainingResult(trainer.isFinished(), progress.best(config.monitor()));
    }
  }

  /**
   * Ends {@link #train} after the step under way, with everything saved; the run can be resumed.
   * May be called by any thread, also before training begins.
   */
  public void stop() {
    stopRequested = true;
  }

  private TrainingEngine startEngine(List<Example> training) throws IOException {
    Optional<InitialWeights> initial =
        checkpoint.isPresent() ? Optional.empty() : InitialWeights.of(config);
    Network network = config.buildNetwork();
    Optional<Map<String, float[]>> weights = initial.map(from -> from.of(network, training));
    TrainingEngine engine = config.createEngine(network);
    weights.ifPresent(engine::setWeights);
    return engine;
  }

  private void requireSameData(DataIdentity before, DataIdentity now) {
    if (before.isSameAs(now)) {
      return;
    }
    if (before.sha256().equals(now.sha256()) && before.training() == now.training()) {
      throw new IllegalArgumentException(
          folder.directory()
              + ": this run was trained with other labels or votes of the same CSV; give the same"
              + " --fer-plus as when it began, or start a new run");
    }
    if (before.sha256().equals(now.sha256())) {
      throw new IllegalArgumentException(
          folder.directory()
              + ": this run was trained on "
              + before.training()
              + " faces of this CSV, which now gives "
              + now.training()
              + ": other faces count as leaked, or as bad rows, than when it began; start a new run");
    }
    throw new IllegalArgumentException(
        folder.directory()
            + ": this run was trained on other data (SHA-256 "
            + before.sha256().substring(0, 12)
            + "…, not "
            + now.sha256().substring(0, 12)
            + "…); give it the same CSV, or start a new run");
  }

  /** Gives the folder's lock back. */
  @Override
  public void close() throws IOException {
    folder.close();
  }
}
