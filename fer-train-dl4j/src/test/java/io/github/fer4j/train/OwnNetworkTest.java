package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.data.FerDataset;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.Residual.Skip;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose network is the user's own, with a residual block. */
class OwnNetworkTest {
  private static final Network OWN =
      new Network(
          "own",
          129,
          65,
          List.of(
              new Layer.Convolution("stem", 6, false, 0),
              new Layer.BatchNorm("stem.norm", 0.9, 1e-5),
              new Layer.Relu(),
              new Layer.MaxPool(),
              new Layer.Residual(
                  "block",
                  List.of(
                      new Layer.Convolution("block.conv", 8, false, 0),
                      new Layer.BatchNorm("block.norm", 0.9, 1e-5),
                      new Layer.Dropout(0.1)),
                  Skip.PROJECTION),
              new Layer.Relu(),
              new Layer.GlobalAveragePool(),
              new Layer.Dense("emotions", 5, 0)));

  @TempDir Path folder;

  private static FerDataset faces() throws Exception {
    return FerDataset.load(
        Path.of(OwnNetworkTest.class.getResource("old-run/faces.csv.gz").toURI()));
  }

  private static TrainingConfig config() {
    return TrainingConfig.preset("quick").withEpochs(2).withBatchSize(10).withNetwork(OWN);
  }

  private Path train(String name, TrainingConfig config) throws Exception {
    Path run = folder.resolve(name);
    try (TrainingRun training = TrainingRun.create(run, config)) {
      training.train(faces());
    }
    return run;
  }

  private static Checkpoint last(Path run) throws IOException {
    return Checkpoint.read(run.resolve("last.safetensors"));
  }

  @Test
  void theRunKeepsTheNetworkInItsFiles() throws Exception {
    Path run = train("run", config());

    assertThat(Files.readString(run.resolve("config.json"))).contains("\"residual\"", "\"block\"");
    assertThat(last(run).config().buildNetwork()).isEqualTo(OWN);
    assertThat(ModelBundle.read(run).card().architecture()).isEqualTo(OWN.forCard());
  }

  @Test
  void aNetworkFromAFileTrainsAsTheSameOneFromJava() throws Exception {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, OWN.toTree().toPrettyString());
    TrainingConfig fromFile =
        TrainingConfig.resolve(
            Optional.empty(),
            Map.of(
                "preset", "quick", "epochs", "2", "batch-size", "10", "network", file.toString()),
            notice -> {});
    Map<String, float[]> weights = last(train("file", fromFile)).weights();
    last(train("java", config()))
        .weights()
        .forEach((name, w) -> assertThat(Arrays.equals(w, weights.get(name))).as(name).isTrue());
  }

  @Test
  void aRunResumesWithItsOwnNetworkEvenIfTheFileIsGone() throws Exception {
    Path whole = train("whole", config());
    Path run = folder.resolve("stopped");
    try (TrainingRun training = TrainingRun.create(run, config())) {
      training.train(
          faces(),
          new TrainingListener() {
            @Override
            public void onStep(Step step) {
              training.stop();
            }
          });
    }
    assertThat(last(run).progress().steps()).isEqualTo(1);
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      resumed.train(faces());
    }
    Map<String, float[]> expected = last(whole).weights();
    last(run)
        .weights()
        .forEach((name, w) -> assertThat(Arrays.equals(w, expected.get(name))).as(name).isTrue());
  }

  @Test
  void itsModelTeachesAndItsWeightsStartAnotherRun() throws Exception {
    Path run = train("run", config());
    TrainingConfig taught =
        config()
            .withInitialWeights(run.resolve("best.safetensors"))
            .withDistillation(d -> d.withTeachers(run.toString()));
    assertThat(last(train("taught", taught)).progress().epochs()).isEqualTo(2);

    TrainingConfig other = taught.withNetwork(Vgg.quick());
    assertThatThrownBy(() -> TrainingRun.create(folder.resolve("other"), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own");
  }

  @Test
  void anImageSizeThatTheNetworkCannotHalveSoOftenIsRefused() {
    List<Layer> layers = new java.util.ArrayList<>(OWN.layers());
    layers.addAll(3, List.of(new Layer.MaxPool(), new Layer.MaxPool(), new Layer.MaxPool()));
    layers.addAll(3, List.of(new Layer.MaxPool()));
    Network deep = new Network("deep", 129, 65, layers);
    assertThatThrownBy(
            () -> config().withImageSizes("48").withNetwork(deep).withImageSizes("16:1,48:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot halve");
  }
}
