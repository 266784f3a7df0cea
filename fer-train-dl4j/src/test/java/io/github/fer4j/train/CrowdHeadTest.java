package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.Votes;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.Temperature;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.eval.report.FaceScoring;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.Monitor;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.internal.CrowdTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with a head for the labels and one for people's votes, which contradict the labels. */
class CrowdHeadTest {
  private static final TrainingData DATA =
      new TrainingData(faces(60, Split.TRAINING), faces(40, Split.PUBLIC_TEST), "0".repeat(64));

  @TempDir static Path folder;

  /**
   * The label says HAPPY or SAD; of most faces people say the opposite, of every fifth nothing. Of
   * some test faces they say the same, so that no head can be right everywhere, which would leave
   * its best temperature open.
   */
  private static List<Example> faces(int count, Split split) {
    Random random = new Random(split.ordinal());
    List<Example> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[FaceImage.PIXELS];
      boolean happy = i % 2 == 0;
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (byte) ((happy ? 60 : 160) + random.nextInt(40));
      }
      FerLabel label = happy ? FerLabel.HAPPY : FerLabel.SAD;
      Example face = new Example(FaceImage.of(pixels), label, split, i + 1);
      boolean opposite = split == Split.TRAINING || i % 10 > 1;
      faces.add(i % 5 == 4 ? face : face.withVotes(happy == opposite ? votes(0, 8) : votes(8, 0)));
    }
    return faces;
  }

  private static Votes votes(int happy, int sad) {
    return new Votes(List.of(2, happy, 0, sad, 0, 0, 0, 0, 0, 0));
  }

  private static TrainingConfig config(String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("preset", "quick");
    settings.put("heads", "fer2013,crowd");
    settings.put("epochs", "4");
    settings.put("batch-size", "15");
    settings.put("image-sizes", "32:3,48:1");
    settings.put("mixup", "0.1");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TrainingConfig.resolve(Optional.empty(), settings, notice -> {});
  }

  private static final int NEVER = Integer.MAX_VALUE;

  private static Path train(String name, TrainingConfig config, int stopAfter) throws Exception {
    Path run = folder.resolve(name);
    try (TrainingRun training = TrainingRun.create(run, config)) {
      TrainingListener stops =
          new TrainingListener() {
            private int steps;

            @Override
            public void onStep(Step step) {
              if (++steps == stopAfter) {
                training.stop();
              }
            }
          };
      training.train(DATA, stops);
    }
    return run;
  }

  @BeforeAll
  static void trainOnce() throws Exception {
    train("run", config(), NEVER);
  }

  private static Checkpoint last(Path run) throws IOException {
    return Checkpoint.read(run.resolve("last.safetensors"));
  }

  @Test
  void aStoppedRunEndsWithTheWeightsOfOneThatWasNotStopped() throws Exception {
    Path run = train("stopped", config(), 6);
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      assertThat(resumed.train(DATA, new TrainingListener() {}).finished()).isTrue();
    }
    Map<String, float[]> expected = last(folder.resolve("run")).weights();
    last(run)
        .weights()
        .forEach((name, w) -> assertThat(Arrays.equals(w, expected.get(name))).as(name).isTrue());
  }

  @Test
  void theHistoryHasColumnsForTheCrowdHead() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("run").resolve("history.csv"));
    assertThat(lines.get(0)).endsWith(",network_share,crowd_loss,crowd_accuracy");
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",")).hasSize(13));
  }

  @Test
  void theModelHasAnOutputForEachHeadAndItsCardNamesThem() throws IOException {
    ModelBundle model = ModelBundle.read(folder.resolve("run"));
    assertThat(model.card().outputs())
        .containsExactly(
            Map.entry("fer2013", "probabilities"), Map.entry("crowd", "probabilities_crowd"));
    assertThat(model.card().defaultReading()).isEqualTo("crowd");
  }

  @Test
  void eachHeadIsCalibratedAndMeasuredAgainstItsOwnTruth() throws IOException {
    ModelBundle model = ModelBundle.read(folder.resolve("run"));
    Map<String, Double> metrics = model.card().metrics();
    assertThat(metrics).containsKeys("temperature", "temperature.crowd");

    List<Example> agreed =
        DATA.validation().stream()
            .filter(e -> CrowdTargets.majority(e, ClassSet.FIVE).isPresent())
            .toList();
    assertThat(agreed).hasSize(32);
    try (EmotionClassifier crowd = OnnxEmotionClassifier.open(model, 1);
        EmotionClassifier label = OnnxEmotionClassifier.open(model, "fer2013", 1)) {
      var crowdScores =
          FaceScoring.score(
              crowd,
              agreed,
              ClassSet.FIVE,
              e -> CrowdTargets.majority(e, ClassSet.FIVE).orElseThrow());
      assertThat(Evaluation.of(crowdScores).accuracy())
          .isEqualTo(metrics.get("public_test.crowd.accuracy"));
      assertThat(Temperature.fit(crowdScores).value()).isCloseTo(1, within(1e-2));
      var labelScores = FaceScoring.score(label, DATA.validation());
      assertThat(Evaluation.of(labelScores).accuracy())
          .isEqualTo(metrics.get("public_test.accuracy"));
      assertThat(Evaluation.of(labelScores).logLoss())
          .isCloseTo(metrics.get("public_test.log_loss"), within(1e-5));
    }
  }

  @Test
  void aPredictorHoldsTheCrowdsReadingUnlessAskedForTheLabels() throws IOException {
    Path run = folder.resolve("run");
    try (EmotionPredictor crowd = EmotionPredictor.load(run);
        EmotionPredictor label = EmotionPredictor.builder().model(run).reading("fer2013").build()) {
      assertThat(crowd.reading()).isEqualTo("crowd");
      assertThat(label.reading()).isEqualTo("fer2013");
    }
    assertThatThrownBy(() -> EmotionPredictor.builder().model(run).reading("mine").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fer2013, crowd");
  }

  @Test
  void exportingTheRunOnItsOwnGivesTheSameModel() throws IOException {
    Path run = folder.resolve("run");
    CheckpointModel.of(run, CheckpointModel.temperaturesOf(run))
        .bundle()
        .writeTo(folder.resolve("copy"));
    assertThat(Files.mismatch(run.resolve("model.onnx"), folder.resolve("copy/model.onnx")))
        .isEqualTo(-1);
  }

  @Test
  void theMonitorChoosesTheEpoch() throws Exception {
    for (Monitor monitor : Monitor.values()) {
      Path run = train("by " + monitor, config("monitor", monitor.toString()), NEVER);
      List<EpochRecord> history = last(run).progress().history();
      EpochRecord best =
          switch (monitor) {
            case ACCURACY -> last(run).progress().best(Monitor.ACCURACY).orElseThrow();
            case LOG_LOSS ->
                history.stream()
                    .min((a, b) -> Double.compare(a.validationLoss(), b.validationLoss()))
                    .orElseThrow();
            case CROWD_ACCURACY -> last(run).progress().best(monitor).orElseThrow();
          };
      assertThat(Checkpoint.read(run.resolve("best.safetensors")).progress().epochs())
          .isEqualTo(best.epoch());
    }
  }

  @Test
  void anExportedModelTeachesAsItsRunDoesAtAnySide() throws Exception {
    Path run = folder.resolve("run");
    Path exported = folder.resolve("exported");
    CheckpointModel.of(run, Map.of()).bundle().writeTo(exported);
    for (int side : new int[] {32, 48}) {
      Batch batch = new Batch(pixels(3, side), new float[30], 3, side);
      Map<String, float[]> seen = look(run, batch);
      assertThat(seen.keySet()).containsExactlyInAnyOrder("fer2013", "crowd");
      Map<String, float[]> again = look(exported, batch);
      seen.forEach((head, p) -> assertThat(again.get(head)).containsExactly(p, within(1e-5f)));
    }
  }

  /** On the engine of the training, without the temperatures that the file has for users. */
  @Test
  void theModelOfTheLibraryTeachesAsItsFileDoesOverFiveClasses() throws Exception {
    Path copy = folder.resolve("copy of the shipped model");
    ModelBundle.shipped().writeTo(copy);
    Batch batch = new Batch(pixels(2, 40), new float[20], 2, 40);
    Map<String, float[]> seen = look(Path.of("shipped"), batch);
    assertThat(seen.keySet()).containsExactlyInAnyOrder("fer2013", "crowd");
    ModelBundle file = ModelBundle.read(copy).withClasses(ClassSet.FIVE);
    try (ModelTeacher calibrated = new ModelTeacher(file)) {
      calibrated
          .look(batch)
          .forEach(
              (head, p) ->
                  assertThat(seen.get(head))
                      .containsExactly(tempered(p, temperature(file, head)), within(1e-4f)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaling.mean", "scaling.deviation"})
  void aModelWhoseScalingIsEmptyDoesNotDescribeItsNetwork(String constant) throws Exception {
    ModelBundle whole = CheckpointModel.of(folder.resolve("run"), Map.of()).bundle();
    assertThat(ModelWeights.describedBy(whole)).isPresent();
    ModelProto.Builder emptied = ModelTeacher.parse(whole).toBuilder();
    for (TensorProto.Builder tensor : emptied.getGraphBuilder().getInitializerBuilderList()) {
      if (tensor.getName().equals(constant)) {
        tensor.clearRawData().clearFloatData();
      }
    }

    assertThat(ModelWeights.describedBy(bundle(whole.card(), emptied.build().toByteArray())))
        .isEmpty();
  }

  private static ModelBundle bundle(ModelCard card, byte[] onnx) throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
    return ModelBundle.of(
        new ModelCard(
            card.formatVersion(),
            card.name(),
            card.labels(),
            card.outputs(),
            card.input(),
            card.architecture(),
            card.provenance(),
            card.metrics(),
            digest),
        onnx);
  }

  private static double temperature(ModelBundle model, String head) {
    String key = head.equals("fer2013") ? "temperature" : "temperature." + head;
    return ModelTeacher.parse(model).getMetadataPropsList().stream()
        .filter(property -> property.getKey().equals(key))
        .mapToDouble(property -> Double.parseDouble(property.getValue()))
        .findFirst()
        .orElseThrow();
  }

  /** Rows of five, whose logits are multiplied by the temperature. */
  private static float[] tempered(float[] rows, double temperature) {
    float[] changed = new float[rows.length];
    for (int row = 0; row < rows.length; row += 5) {
      double sum = 0;
      for (int k = row; k < row + 5; k++) {
        sum += Math.pow(rows[k], temperature);
      }
      for (int k = row; k < row + 5; k++) {
        changed[k] = (float) (Math.pow(rows[k], temperature) / sum);
      }
    }
    return changed;
  }

  private static Map<String, float[]> look(Path teacher, Batch batch) throws IOException {
    try (Teacher opened = Teacher.open(teacher, config())) {
      return opened.look(batch);
    }
  }

  private static float[] pixels(int count, int side) {
    Random random = new Random(1);
    float[] pixels = new float[count * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 255 * random.nextFloat();
    }
    return pixels;
  }

  /** The target of the crowd head is 0 for a face without votes; a teacher gives it a part. */
  @Test
  void aTeacherOfOneHeadTeachesThatHeadAlone() throws Exception {
    Path single = train("single", config("heads", "fer2013", "epochs", "1"), NEVER);
    TrainingConfig taught =
        config(
            "distillation-teachers",
            single.toString(),
            "distillation-weight",
            "0.25",
            "crowd-weight",
            "0.4");
    float[] targets = {.6f, 0, 0, 0, 0, 0, .4f, 0, 0, 0};
    Batch batch = new Batch(pixels(1, 48), targets, 1, 48);
    float[] seen = look(single, batch).get("fer2013");
    try (Teachers teachers = new Teachers(taught)) {
      float[] result = teachers.teach(batch).targets();
      assertThat(Arrays.copyOfRange(result, 5, 10)).containsExactly(0, .4f, 0, 0, 0);
      for (int k = 0; k < 5; k++) {
        assertThat(result[k]).isCloseTo(.75f * targets[k] + .25f * .6f * seen[k], within(1e-6f));
      }
    }
  }

  @Test
  void dataWithoutVotesIsRefusedBeforeTraining() throws IOException {
    TrainingData silent =
        new TrainingData(
            DATA.training(),
            DATA.validation().stream()
                .map(e -> new Example(e.image(), e.label(), e.split(), e.row()))
                .toList(),
            DATA.sha256());
    try (TrainingRun training = TrainingRun.create(folder.resolve("silent"), config())) {
      assertThatThrownBy(() -> training.train(silent, new TrainingListener() {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--fer-plus");
    }
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> config("heads", "crowd")).hasMessageContaining("heads takes");
    assertThatThrownBy(() -> config("heads", "fer2013", "monitor", "crowd-accuracy"))
        .hasMessageContaining("monitor");
    assertThatThrownBy(() -> config("crowd-weight", "1.5")).hasMessageContaining("crowd-weight");
  }

  @Test
  void aHeadThatTheInitialWeightsLackStartsAsTheirFirstOne() throws Exception {
    Path one = train("one head", config("heads", "fer2013", "epochs", "1"), NEVER);
    Map<String, float[]> before = Checkpoint.read(Path.of(weightsOf(one))).bestWeights();
    Map<String, float[]> initial = initial(config("initial-weights", weightsOf(one)));
    for (String part : List.of("emotions.weight", "emotions.bias")) {
      float[] rows = before.get(part);
      float[] both = initial.get(part);
      assertThat(Arrays.copyOf(both, rows.length)).containsExactly(rows);
      assertThat(Arrays.copyOfRange(both, rows.length, both.length)).containsExactly(rows);
    }
    assertThat(initial.keySet()).isEqualTo(before.keySet());
    assertThat(initial.get("block1.conv1.weight"))
        .containsExactly(before.get("block1.conv1.weight"));
    Path two = train("two heads", config("initial-weights", weightsOf(one), "epochs", "1"), NEVER);
    assertThat(last(two).weights().get("emotions.bias")).hasSize(10);
  }

  @Test
  void aHeadThatOnlyTheInitialWeightsHaveIsLeftOut() throws Exception {
    Path two = folder.resolve("run");
    float[] both = Checkpoint.read(Path.of(weightsOf(two))).bestWeights().get("emotions.bias");
    Map<String, float[]> initial =
        initial(config("heads", "fer2013", "initial-weights", weightsOf(two)));
    assertThat(initial.get("emotions.bias")).containsExactly(Arrays.copyOf(both, 5));
  }

  private static Map<String, float[]> initial(TrainingConfig config) throws IOException {
    return InitialWeights.of(config).orElseThrow().of(config.buildNetwork(), List.of());
  }

  private static String weightsOf(Path run) {
    return run.resolve("best.safetensors").toString();
  }
}
