package io.github.fer4j.cli.fuzz;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.checkpoint.DataIdentity;
import io.github.fer4j.train.checkpoint.Progress;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a training reads: settings, and what an earlier one left. */
final class TrainingSamples {
  private static final Network NETWORK =
      new Network(
          "tiny", 0, 255, List.of(new Layer.GlobalAveragePool(), new Layer.Dense("out", 5, 0)));
  private static final Map<String, float[]> WEIGHTS =
      Map.of("out.weight", new float[] {1, 2, 3, 4, 5}, "out.bias", new float[5]);
  private static final String HISTORY =
      """
      epoch,input_side,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy
      1,48,0.1,1.5,0.4,1.4,0.5
      2,48,0.05,1.2,0.5,1.3,0.55
      """;
  private static final String YAML =
      """
      preset: quick
      epochs: 3
      learning-rate: 0.05
      # a comment
      batch-size: 64
      """;

  private TrainingSamples() {}

  static Sample history() {
    return new Sample("history.csv", HISTORY.getBytes(StandardCharsets.US_ASCII));
  }

  static List<Sample> configs() {
    String json = TrainingConfig.preset("quick").toJson();
    return List.of(
        new Sample("settings.yaml", YAML.getBytes(StandardCharsets.US_ASCII)),
        new Sample("settings.json", json.getBytes(StandardCharsets.US_ASCII)));
  }

  /** With a digest, and as the first releases wrote them, without. */
  static List<Sample> checkpoints(Path folder) throws IOException {
    Path file = folder.resolve("best.safetensors");
    new Checkpoint(
            TrainingConfig.preset("quick").withNetwork(NETWORK),
            new EngineInfo("none", "1", "cpu", ""),
            new DataIdentity("0".repeat(64), 10, 5, "1".repeat(64)),
            new Progress(
                7,
                new Progress.EpochSums(1, 10, 14.5, 3, 0.5, 0.1),
                List.of(new EpochRecord(1, 48, 0.1, 1.5, 0.4, 1.4, 0.5, 0.6, 2, 100, 0.9))),
            WEIGHTS,
            Map.of("velocity", new float[] {0.5f}),
            WEIGHTS)
        .write(file);
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    byte[] first =
        text.replace("fer4j-checkpoint-2", "fer4j-checkpoint-1")
            .getBytes(StandardCharsets.ISO_8859_1);
    return List.of(
        new Sample("best.safetensors", whole), new Sample("first-format.safetensors", first));
  }
}
