package io.github.fer4j.train.config;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.data.Augmentation;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingConfigTest {
  @TempDir Path folder;

  static final List<String> presets = TrainingConfig.presets();

  private static TrainingConfig resolve(Map<String, String> settings) {
    try {
      return TrainingConfig.resolve(Optional.empty(), settings, notice -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingConfig resolve(Path file, Map<String, String> settings)
      throws IOException {
    return TrainingConfig.resolve(Optional.of(file), settings, notice -> {});
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TrainingConfigTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.yaml"), text);
  }

  @ParameterizedTest
  @FieldSource("presets")
  void everyPresetIsCompleteAndSurvivesJson(String name) {
    TrainingConfig config = TrainingConfig.preset(name);
    assertThat(config.preset()).isEqualTo(name);
    assertThat(config.format()).isEqualTo(TrainingConfig.FORMAT);
    assertThat(TrainingConfig.fromJson(config.toJson(), "test")).isEqualTo(config);
    assertThat(config.with(config.toMap())).isEqualTo(config);
    assertThat(config.optimizer().build().weightDecay())
        .isEqualTo(config.optimizer().weightDecay());
  }

  @Test
  void settingsAreChangedOneByOneInJava() {
    TrainingConfig config =
        TrainingConfig.preset("slim")
            .withEpochs(9)
            .withOptimizer(o -> o.withLearningRate(0.05))
            .withSchedule(s -> s.withWarmup(0.5))
            .withAugmentation(a -> a.withZoom(0.5, 0.75))
            .withMixup(0.2)
            .withDistillation(d -> d.withTeachers("a,b"));
    assertThat(config)
        .isEqualTo(
            resolve(
                Map.of(
                    "epochs", "9",
                    "learning-rate", "0.05",
                    "warmup", "0.5",
                    "zoom-min", "0.5",
                    "zoom-max", "0.75",
                    "mixup", "0.2",
                    "distillation-teachers", "a,b")));
    assertThat(config.distillation().folders()).containsExactly(Path.of("a"), Path.of("b"));
    assertThatThrownBy(() -> config.withEpochs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Setting epochs must be 1 or more, not 0");
  }

  @Test
  void everySettingHasAMethodThatChangesIt() {
    List<String> methods =
        Stream.of(
                TrainingConfig.class,
                OptimizerConfig.class,
                ScheduleConfig.class,
                DistillationConfig.class,
                Augmentation.class,
                HeadsConfig.class)
            .flatMap(type -> Stream.of(type.getMethods()))
            .map(method -> method.getName().toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith("with"))
            .toList();
    Map<String, String> others =
        Map.of(
            "optimizer", "kind",
            "schedule", "kind",
            "distillationteachers", "teachers",
            "distillationweight", "weight",
            "distillationflip", "flip",
            "zoommin", "zoom",
            "zoommax", "zoom",
            "erasingareamin", "erasingarea",
            "erasingareamax", "erasingarea");
    assertThat(Setting.all())
        .map(setting -> setting.name().replace("-", ""))
        .filteredOn(name -> !name.equals("preset"))
        .allMatch(name -> methods.contains("with" + others.getOrDefault(name, name)));
  }

  @ParameterizedTest
  @CsvSource({"slim-format-1.json, slim", "seed-format-1.json, baseline"})
  void aRunOfTheFirstFormatKeepsWhatItWasTrainedWith(String file, String preset)
      throws IOException {
    TrainingConfig config = TrainingConfig.fromJson(resource(file), file);
    assertThat(config.format()).isEqualTo(1);
    assertThat(config.preset()).isEqualTo(preset);
    // That revision's presets are still today's.
    assertThat(config.toMap()).isEqualTo(TrainingConfig.preset(preset).toMap());
    assertThat(TrainingConfig.fromJson(config.toJson(), "test")).isEqualTo(config);
  }

  @Test
  void aSettingYoungerThanTheFileHasItsNeutralValueNotThatOfThePreset() throws IOException {
    String file = "slim-of-the-first-release.json";
    assertThat(resource(file))
        .doesNotContain("smoothing\" :\"", "mixup", "teacher", "precision", "muon");
    TrainingConfig config = TrainingConfig.fromJson(resource(file), file);
    assertThat(config.inputBlur()).isZero();
    assertThat(TrainingConfig.preset("slim").inputBlur()).isEqualTo(0.125);
    assertThat(config.mixup()).isZero();
    assertThat(config.distillation().folders()).isEmpty();
    assertThat(config.precision()).isEqualTo(Precision.AUTO);
    assertThat(config.optimizer().muonLearningRate()).isEqualTo(0.05);
  }

  @Test
  void muonHasALearningRateOfItsOwn() {
    TrainingConfig config =
        resolve(Map.of("optimizer", "muon", "learning-rate", "0.2", "muon-learning-rate", "0.05"));
    assertThat(config.optimizer().build()).isEqualTo(new Optimizer.Muon(0.25, 0.9, 5e-4));
    assertThat(config.optimizer())
        .isEqualTo(
            TrainingConfig.preset("slim")
                .optimizer()
                .withKind(OptimizerConfig.Kind.MUON)
                .withLearningRate(0.2)
                .withMuonLearningRate(0.05));
  }

  @Test
  void aNeutralValueIsOneThatTheSettingTakes() {
    Map<String, String> neutral = new HashMap<>();
    Setting.all().forEach(s -> s.neutral().ifPresent(value -> neutral.put(s.name(), value)));
    assertThat(neutral).isNotEmpty();
    assertThat(TrainingConfig.preset("slim").with(neutral).toMap())
        .containsKeys(neutral.keySet().toArray(String[]::new));
  }

  @Test
  void aSettingThatHasAlwaysBeenThereMustBeThere() throws IOException {
    String json = resource("slim-format-1.json").replaceAll("\\s*\"epochs\" : 22,", "");
    assertThatThrownBy(() -> TrainingConfig.fromJson(json, "run/config.json"))
        .hasMessage("run/config.json: setting epochs is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "\"two\""})
  void aFormatThatIsNotKnownIsRefused(String format) {
    String json =
        TrainingConfig.preset("slim").toJson().replace("\"format\" : 2", "\"format\" : " + format);
    assertThatThrownBy(() -> TrainingConfig.fromJson(json, "run/config.json"))
        .hasMessageContaining("run/config.json: expected format 1 to 2, found " + format);
  }

  @ParameterizedTest
  @CsvSource({
    "smoothing, 0.1, input-blur, 0.1",
    "average-decay, 0.5, ema-decay, 0.5",
    "input-sides, 48, image-sizes, 48",
    "teacher, a, distillation-teachers, a",
    "teacher-share, 0.1, distillation-weight, 0.1",
    "erasing, 0.1, random-erasing, 0.1",
    "preset, seed, preset, baseline",
    "network, seed, network, baseline",
  })
  void aFormerNameIsReadWithALineThatSaysTheNewOne(
      String former, String value, String name, String current) throws IOException {
    // The baseline's network takes one size only.
    String more = former.equals("network") ? "image-sizes: 48\n" : "";
    Path file = file(former + ": " + value + "\n" + more);
    List<String> notices = new ArrayList<>();
    TrainingConfig config = TrainingConfig.resolve(Optional.of(file), Map.of(), notices::add);
    assertThat(config.toMap()).containsEntry(name, current);
    assertThat(notices)
        .singleElement(as(STRING))
        .startsWith(file + ": ")
        .contains(former, "is now called");
    assertThat(TrainingConfig.preset("baseline").with(Map.of(former, value)).toMap())
        .containsEntry(name, current);
  }

  @Test
  void aSettingUnderBothItsNamesIsRefused() throws IOException {
    Path file = file("input-blur: 0\nsmoothing: 0.1\n");
    assertThatThrownBy(() -> resolve(file, Map.of())).hasMessageContaining("given twice");
  }

  @Test
  void aSettingThatIsWrittenTwiceIsRefused() throws IOException {
    Path file = file("epochs: 3\nseed: 1\nepochs: 4\n");
    assertThatThrownBy(() -> resolve(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("epochs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"epochs: null", "epochs: [1, 2]", "epochs: {a: 1}", "device: ~"})
  void aValueThatIsNoScalarIsRefused(String line) throws IOException {
    Path file = file(line + "\n");
    assertThatThrownBy(() -> resolve(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("it takes");
  }

  @Test
  void aFileThatIsNotTextIsRefusedByItsName() throws IOException {
    Path file = Files.write(folder.resolve("my.yaml"), new byte[] {(byte) 0xff, 0, 1, (byte) 0xfe});
    assertThatThrownBy(() -> resolve(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aPathThatCannotBeIsRefusedByItsSetting() {
    assertThatThrownBy(() -> resolve(Map.of("initial-weights", "a\0b")))
        .hasMessageContaining("initial-weights");
    assertThatThrownBy(() -> resolve(Map.of("distillation-teachers", "a\0b")))
        .hasMessageContaining("distillation-teachers");
  }

  @Test
  void theBaselinesSettingsAreKept() {
    TrainingConfig baseline = TrainingConfig.preset("baseline");
    assertThat(baseline.optimizer().kind()).isEqualTo(OptimizerConfig.Kind.ADAM);
    assertThat(baseline.optimizer().learningRate()).isEqualTo(1e-4);
    assertThat(baseline.batchSize()).isEqualTo(64);
    assertThat(baseline.epochs()).isEqualTo(100);
    assertThat(baseline.schedule().plateauFactor()).isEqualTo(0.5);
    assertThat(baseline.schedule().plateauPatience()).isEqualTo(10);
    assertThat(baseline.schedule().earlyStopPatience()).isEqualTo(15);
    assertThat(baseline.augmentation().rotation()).isEqualTo(30);
    assertThat(baseline.augmentation().shift()).isEqualTo(0.2);
  }

  @Test
  void aPresetIsNotChangedAfterwards() {
    TrainingConfig config = TrainingConfig.preset("slim");
    assertThatThrownBy(() -> config.with(Map.of("preset", "full"))).hasMessageContaining("preset");
  }

  @Test
  void theCommandLineOverridesTheFileAndTheFileThePreset() throws IOException {
    TrainingConfig config =
        resolve(
            file("preset: quick\nepochs: 7\nbatch-size: 32\n"),
            Map.of("epochs", "9", "learning-rate", "0.25"));
    assertThat(config.network()).isEqualTo("quick");
    assertThat(config.batchSize()).isEqualTo(32);
    assertThat(config.epochs()).isEqualTo(9);
    assertThat(config.optimizer().learningRate()).isEqualTo(0.25);
  }

  @Test
  void jsonFilesAreReadToo() throws IOException {
    assertThat(resolve(file("{\"epochs\": 3}"), Map.of()).epochs()).isEqualTo(3);
  }

  @Test
  void aMistypedSettingIsRefusedByNameWithTheNearestOne() throws IOException {
    Path file = file("batchsize: 32\n");
    assertThatThrownBy(() -> resolve(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("'batchsize'")
        .hasMessageContaining("batch-size");
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, abc, a whole number",
    "epochs, 1.5, a whole number",
    "learning-rate, fast, a number",
    "drop-leaked, perhaps, true or false",
    "optimizer, sgd, 'nesterov, adam, muon'",
  })
  void aValueOfAnotherKindIsRefusedWithWhatItTakes(String setting, String value, String takes) {
    assertThatThrownBy(() -> resolve(Map.of(setting, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining("'" + value + "'")
        .hasMessageContaining(takes);
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, 0",
    "batch-size, 1",
    "learning-rate, -1",
    "learning-rate, NaN",
    "muon-learning-rate, 0",
    "muon-learning-rate, -0.05",
    "label-smoothing, 1",
    "workers, 0",
    "image-sizes, '48,32'",
    "image-sizes, 'big'",
    "network, resnet",
    "preset, huge",
    "rotation, 999",
  })
  void aValueOutOfItsRangeIsRefused(String setting, String value) {
    assertThatThrownBy(() -> resolve(Map.of(setting, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(value);
  }

  @Test
  void growingPicturesAreRefusedWhereTheNetworkFlattens() {
    assertThatThrownBy(() -> resolve(Map.of("preset", "baseline", "image-sizes", "32,48")))
        .hasMessageContaining("image-sizes");
  }

  @Test
  void aFileThatIsNoYamlIsRefusedWithItsLine() throws IOException {
    Path file = file("epochs: 3\n  : [\n");
    assertThatThrownBy(() -> resolve(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
    Path list = file("- epochs\n");
    assertThatThrownBy(() -> resolve(list, Map.of())).hasMessageContaining("setting: value");
  }

  @Test
  void imageSizesFollowTheirParts() {
    ImageSizes sides = ImageSizes.parse("32:8, 40:8, 48:6");
    assertThat(sides.side(0, 22)).isEqualTo(32);
    assertThat(sides.side(7, 22)).isEqualTo(32);
    assertThat(sides.side(8, 22)).isEqualTo(40);
    assertThat(sides.side(16, 22)).isEqualTo(48);
    assertThat(sides.side(21, 22)).isEqualTo(48);
    assertThat(sides.side(10, 11)).isEqualTo(48);
    assertThat(ImageSizes.parse(sides.toString())).isEqualTo(sides);
    assertThat(ImageSizes.parse("48").side(0, 1)).isEqualTo(48);
  }

  @Test
  void theClassesSetTheOutputsOfEveryHead() {
    TrainingConfig seven = resolve(Map.of("classes", "seven", "heads", "fer2013,crowd"));
    assertThat(seven.classes()).isEqualTo(ClassSet.SEVEN);
    assertThat(seven.buildNetwork().outputs()).isEqualTo(14);
    assertThat(seven.toMap()).containsEntry("classes", "seven");
    assertThat(TrainingConfig.fromJson(seven.toJson(), "test")).isEqualTo(seven);
    assertThat(TrainingConfig.preset("slim").classes()).isEqualTo(ClassSet.FIVE);
    assertThat(TrainingConfig.preset("slim").withClasses(ClassSet.EIGHT).buildNetwork().outputs())
        .isEqualTo(8);
  }

  @Test
  void aRunFromBeforeThereWereOtherClassesHasFive() {
    String json = resolve(Map.of()).toJson().replaceFirst("  \"classes\" : \"five\",\n", "");
    assertThat(json).doesNotContain("\"classes\" : \"five\"");
    assertThat(TrainingConfig.fromJson(json, "test").classes()).isEqualTo(ClassSet.FIVE);
  }

  @Test
  void otherNumbersOfClassesAreRefusedWithTheSetsThereAre() {
    assertThatThrownBy(() -> resolve(Map.of("classes", "six")))
        .hasMessageContaining("'six'")
        .hasMessageContaining("five, seven, eight");
  }

  @Test
  void aRunIsFinalOnlyWhereTheSettingSaysSo() throws IOException {
    assertThat(TrainingConfig.preset("quick").finalRun()).isFalse();
    TrainingConfig config = resolve(file("final: true"), Map.of("preset", "quick"));
    assertThat(config).isEqualTo(TrainingConfig.preset("quick").withFinal(true));
    assertThat(config.toMap()).containsEntry("final", "true");
    assertThat(TrainingConfig.fromJson(config.toJson(), "test")).isEqualTo(config);
    String older = config.toJson().replaceFirst("\\s*\"final\" : true,", "");
    assertThat(older).doesNotContain("final");
    assertThat(TrainingConfig.fromJson(older, "test").finalRun()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "schedule, plateau, set schedule to constant or cosine",
    "early-stop-patience, 3, set it to 0"
  })
  void aFinalRunRefusesWhatFollowsTheValidationLoss(String name, String value, String advice) {
    Map<String, String> settings = Map.of("preset", "quick", "final", "true", name, value);
    assertThatThrownBy(() -> resolve(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Setting " + name + " is " + value)
        .hasMessageContaining("a final run has none")
        .hasMessageContaining(advice);
  }
}
