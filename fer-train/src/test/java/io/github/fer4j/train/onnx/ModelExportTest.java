package io.github.fer4j.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.infer.Explainer;
import io.github.fer4j.infer.Explanation.Method;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelExportTest {
  private static final Network NETWORK =
      new Network("mean", 0, 255, List.of(new GlobalAveragePool(), new Dense("emotions", 5, 0)));

  @TempDir private Path temporary;

  @Test
  void whatIsWrittenIsReadAndOpened() throws IOException, OrtException {
    Path folder = temporary.resolve("new/model");

    ModelBundle written = export(1);
    written.writeTo(folder);

    ModelBundle bundle = ModelBundle.read(folder);
    assertThat(bundle.card()).isEqualTo(written.card());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = bundle.open(OrtEnvironment.getEnvironment(), options)) {
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("labels", "Angry,Fear,Happy,Neutral,Sad")
          .containsEntry("licence", ModelCard.LICENCE)
          .containsEntry("preset", "mean");
    }
    assertThat(names(folder)).containsExactlyInAnyOrder("model.onnx", "model-card.json");
  }

  @Test
  void theShippedModelsCardHasTheLayersOfTheNetworkThatItsSettingsName() throws IOException {
    ModelCard card = ModelBundle.shipped().fileCard();
    int classes = card.classes().size();
    List<Head> heads =
        card.outputs().keySet().stream().map(name -> new Head(name, classes)).toList();
    Network network = Vgg.preset(card.provenance().configuration().get("network"));

    assertThat(card.architecture()).isEqualTo(network.withHeads(heads).forCard());
  }

  @ParameterizedTest
  @ValueSource(strings = {"quick", "slim", "full", "baseline"})
  void activationMapsExplainThePresetsThatEndInPooling(String preset) {
    Network network = Vgg.preset(preset);
    Map<String, float[]> weights = RandomWeights.of(network, 1);
    ModelExport export =
        new ModelExport(network, weights, InputBlur.NONE, Map.of(), provenance(), Map.of());

    try (Explainer explainer = Explainer.open(export.bundle())) {
      FaceImage face = FaceImage.of(new byte[FaceImage.PIXELS]);
      assertThat(explainer.explain(face, Emotion.HAPPY).method())
          .isEqualTo(preset.equals("baseline") ? Method.OCCLUSION : Method.ACTIVATION_MAP);
    }
  }

  @Test
  void aModelThatIsThereIsNotTouchedUnasked() throws IOException {
    ModelBundle first = export(1);
    first.writeTo(temporary);

    assertThatThrownBy(() -> export(2).writeTo(temporary))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(ModelBundle.MODEL_FILE);

    assertThat(ModelBundle.read(temporary).card()).isEqualTo(first.card());
  }

  @Test
  void aModelThatIsThereIsReplacedWhenAsked() throws IOException {
    ModelBundle first = export(1);
    first.writeTo(temporary);

    ModelBundle second = export(2);
    second.replaceIn(temporary);

    assertThat(second.card().sha256()).isNotEqualTo(first.card().sha256());
    assertThat(ModelBundle.read(temporary).card()).isEqualTo(second.card());
  }

  @Test
  void aNewModelBesideAnOldCardIsRefused() throws IOException {
    Path other = temporary.resolve("other");
    export(1).writeTo(temporary);
    export(2).writeTo(other);
    Files.copy(
        other.resolve(ModelBundle.MODEL_FILE),
        temporary.resolve(ModelBundle.MODEL_FILE),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> ModelBundle.read(temporary))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    ModelExport export =
        new ModelExport(NETWORK, Map.of(), InputBlur.NONE, Map.of(), provenance(), Map.of());

    assertThatThrownBy(export::bundle).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCardOfAnotherModelIsRefusedInMemoryToo() {
    assertThatThrownBy(() -> ModelBundle.of(export(1).card(), export(2).onnx()))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void metricsAreAddedToTheCardAndNothingElseChanges() {
    ModelExport plain = plain(1).withMetrics(Map.of("public_test.accuracy", 0.5, "brier", 0.25));

    ModelBundle after = plain.withMetrics(Map.of("public_test.accuracy", 0.75)).bundle();

    assertThat(after.card().metrics())
        .containsEntry("brier", 0.25)
        .containsEntry("public_test.accuracy", 0.75);
    assertThat(after.onnx()).isEqualTo(plain.bundle().onnx());
    assertThat(after.card())
        .usingRecursiveComparison()
        .ignoringFields("metrics")
        .isEqualTo(plain.bundle().card());
  }

  private static ModelBundle export(long seed) {
    return plain(seed).bundle();
  }

  private static ModelExport plain(long seed) {
    return new ModelExport(
        NETWORK, RandomWeights.of(NETWORK, seed), InputBlur.NONE, Map.of(), provenance(), Map.of());
  }

  private static ModelCard.Provenance provenance() {
    return new ModelCard.Provenance(
        "mean",
        new TreeMap<>(Map.of("seed", "1")),
        "0".repeat(64),
        new TreeMap<>(Map.of(Split.TRAINING, 10)),
        Split.PUBLIC_TEST,
        1,
        "none",
        new TreeMap<>(),
        "2026-01-01T00:00:00Z");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
