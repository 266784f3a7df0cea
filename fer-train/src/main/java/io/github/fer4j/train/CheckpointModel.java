package io.github.fer4j.train;

import io.github.fer4j.core.LibraryVersion;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.checkpoint.EpochRecord;
import io.github.fer4j.train.checkpoint.MalformedCheckpointException;
import io.github.fer4j.train.onnx.ModelExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Turns a checkpoint into what is shipped: a model file with its card. */
public final class CheckpointModel {
  static final String ACCURACY = "public_test.accuracy";
  static final String STATE_ACCURACY = "public_test.state_accuracy";
  static final String LOG_LOSS = "public_test.log_loss";

  /** Divides the logits; fitted on PublicTest. */
  private static final String TEMPERATURE = "temperature";

  private CheckpointModel() {}

  /**
   * The export of a run's best checkpoint.
   *
   * @param run folder of a run, or a checkpoint file
   * @param temperature divides the logits; 1 for none
   * @throws MalformedCheckpointException if no epoch has ended yet, or it is no checkpoint
   * @throws IOException if there is no checkpoint
   */
  public static ModelExport of(Path run, double temperature) throws IOException {
    Path file = Files.isDirectory(run) ? run.resolve(RunFolder.BEST) : run;
    Checkpoint checkpoint = Checkpoint.read(file);
    if (checkpoint.progress().epochs() == 0) {
      throw new MalformedCheckpointException(
          file.toString(), "", "an epoch that has ended", "none", "Train at least one epoch.");
    }
    return of(checkpoint, temperature);
  }

  /**
   * The temperature of the model that lies in a run's folder, so that an export is the same one; 1
   * where there is none, or where this is a checkpoint file.
   *
   * @throws IOException if the model cannot be read
   */
  public static double temperatureOf(Path run) throws IOException {
    if (!Files.exists(run.resolve(ModelBundle.CARD_FILE))) {
      return 1;
    }
    return ModelBundle.read(run).card().metrics().getOrDefault(TEMPERATURE, 1.0);
  }

  /**
   * The export of a checkpoint: its averaged weights where an average is kept, the settings, data
   * and versions that they came from, and the figures of its validation.
   *
   * @param checkpoint after at least one epoch
   * @param temperature divides the logits; 1 for none
   */
  public static ModelExport of(Checkpoint checkpoint, double temperature) {
    return new ModelExport(
        checkpoint.config().buildNetwork(),
        checkpoint.bestWeights(),
        checkpoint.config().buildSmoothing(),
        temperature,
        provenance(checkpoint),
        metrics(last(checkpoint), temperature));
  }

  private static Map<String, Double> metrics(EpochRecord epoch, double temperature) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(TEMPERATURE, temperature);
    metrics.put(ACCURACY, epoch.validationAccuracy());
    metrics.put(STATE_ACCURACY, epoch.validationStateAccuracy());
    if (temperature == 1) {
      // Unlike the others it changes with the temperature.
      metrics.put(LOG_LOSS, epoch.validationLoss());
    }
    return metrics;
  }

  private static ModelCard.Provenance provenance(Checkpoint checkpoint) {
    TreeMap<Split, Integer> sizes = new TreeMap<>();
    sizes.put(Split.TRAINING, checkpoint.data().training());
    sizes.put(Split.PUBLIC_TEST, checkpoint.data().validation());
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("fer4j", LibraryVersion.current());
    versions.put("java", Runtime.version().toString());
    versions.put(checkpoint.engine().name(), checkpoint.engine().version());
    return new ModelCard.Provenance(
        checkpoint.config().preset(),
        new TreeMap<>(checkpoint.config().toMap()),
        checkpoint.data().sha256(),
        sizes,
        Split.PUBLIC_TEST,
        last(checkpoint).epoch(),
        checkpoint.engine().name()
            + " on "
            + checkpoint.engine().device()
            + ", "
            + checkpoint.engine().detail(),
        versions,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static EpochRecord last(Checkpoint checkpoint) {
    return checkpoint.progress().history().get(checkpoint.progress().epochs() - 1);
  }
}
