package io.github.fer4j.train;

import io.github.fer4j.core.LibraryVersion;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.checkpoint.MalformedCheckpointException;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.onnx.ModelExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns a checkpoint into what is shipped: a model file with its card. */
public final class CheckpointModel {
  static final String ACCURACY = "public_test.accuracy";
  static final String STATE_ACCURACY = "public_test.state_accuracy";
  static final String LOG_LOSS = "public_test.log_loss";

  /** Of the crowd head, against what more than five of ten people say. */
  static final String CROWD_ACCURACY = "public_test.crowd.accuracy";

  static final String CROWD_STATE_ACCURACY = "public_test.crowd.state_accuracy";
  static final String CROWD_LOG_LOSS = "public_test.crowd.log_loss";

  /** Divides the logits; fitted on PublicTest. */
  private static final String TEMPERATURE = "temperature";

  private CheckpointModel() {}

  /**
   * The export of a run's best checkpoint, which of a final run is that of its last epoch.
   *
   * @param run folder of a run, or a checkpoint file
   * @param temperatures divide the logits, by the names of the heads; empty for none
   * @throws MalformedCheckpointException if no epoch has ended yet, or it is no checkpoint
   * @throws IOException if there is no checkpoint
   */
  public static ModelExport of(Path run, Map<String, Double> temperatures) throws IOException {
    Path file = Files.isDirectory(run) ? run.resolve(RunFolder.BEST) : run;
    Checkpoint checkpoint = Checkpoint.read(file);
    if (checkpoint.progress().epochs() == 0) {
      throw new MalformedCheckpointException(
          file.toString(), "", "an epoch that has ended", "none", "Train at least one epoch.");
    }
    return of(checkpoint, temperatures);
  }

  /**
   * The temperatures of the model that lies in a run's folder, by the names of its heads, so that
   * an export is the same one; none where there is no model, or where this is a checkpoint file.
   *
   * @throws IOException if the model cannot be read
   */
  public static Map<String, Double> temperaturesOf(Path run) throws IOException {
    if (!Files.exists(run.resolve(ModelBundle.CARD_FILE))) {
      return Map.of();
    }
    ModelCard card = ModelBundle.read(run).card();
    Map<String, Double> temperatures = new TreeMap<>();
    for (String head : card.outputs().keySet()) {
      String metric = head.equals(Head.LABEL) ? TEMPERATURE : TEMPERATURE + "." + head;
      temperatures.put(head, card.metrics().getOrDefault(metric, 1.0));
    }
    return temperatures;
  }

  /**
   * The export of a checkpoint: its averaged weights where an average is kept, the settings, data
   * and versions that they came from, and the figures of its validation, if it had one.
   *
   * @param checkpoint after at least one epoch
   * @param temperatures divide the logits, by the names of the heads; empty for none
   */
  public static ModelExport of(Checkpoint checkpoint, Map<String, Double> temperatures) {
    return new ModelExport(
        checkpoint.config().buildNetwork(),
        checkpoint.bestWeights(),
        checkpoint.config().buildInputBlur(),
        temperatures,
        provenance(checkpoint),
        checkpoint.config().finalRun() ? Map.of() : metrics(last(checkpoint), temperatures));
  }

  private static Map<String, Double> metrics(EpochRecord epoch, Map<String, Double> temperatures) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(ACCURACY, epoch.validationAccuracy());
    metrics.put(STATE_ACCURACY, epoch.validationStateAccuracy());
    epoch.crowdFigures().ifPresent(crowd -> metrics.put(CROWD_ACCURACY, crowd.accuracy()));
    if (temperatures.values().stream().allMatch(temperature -> temperature == 1)) {
      // Unlike the others they change with the temperature.
      metrics.put(LOG_LOSS, epoch.validationLoss());
      epoch.crowdFigures().ifPresent(crowd -> metrics.put(CROWD_LOG_LOSS, crowd.loss()));
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
    boolean finalRun = checkpoint.config().finalRun();
    return new ModelCard.Provenance(
        checkpoint.config().preset(),
        new TreeMap<>(checkpoint.config().toMap()),
        checkpoint.data().sha256(),
        sizes,
        finalRun ? List.of(Split.TRAINING, Split.PUBLIC_TEST) : List.of(Split.TRAINING),
        finalRun ? null : Split.PUBLIC_TEST,
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
