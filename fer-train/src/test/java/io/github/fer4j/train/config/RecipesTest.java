package io.github.fer4j.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class RecipesTest {
  @TempDir Path folder;

  static final java.util.List<String> presets = Recipes.PRESETS;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.yaml"), text);
  }

  @ParameterizedTest
  @FieldSource("presets")
  void everyPresetIsCompleteAndSurvivesJson(String name) {
    TrainingConfig config = Recipes.preset(name);
    assertThat(config.preset()).isEqualTo(name);
    assertThat(Recipes.fromJson(Recipes.toJson(config), "test")).isEqualTo(config);
    assertThat(config.buildOptimizer().weightDecay()).isEqualTo(config.weightDecay());
  }

  @Test
  void aSettingYoungerThanTheFileHasTheValueOfThePreset() {
    TrainingConfig config = Recipes.preset("quick");
    String older = Recipes.toJson(config).replaceAll("\\s*\"precision\" : \"[a-z0-9]+\",", "");
    assertThat(older).doesNotContain("precision");

    assertThat(Recipes.fromJson(older, "test")).isEqualTo(config);
  }

  @Test
  void theSeedProjectsSettingsAreKept() {
    TrainingConfig seed = Recipes.preset("seed");
    assertThat(seed.optimizer()).isEqualTo(TrainingConfig.OptimizerKind.ADAM);
    assertThat(seed.learningRate()).isEqualTo(1e-4);
    assertThat(seed.batchSize()).isEqualTo(64);
    assertThat(seed.epochs()).isEqualTo(100);
    assertThat(seed.plateauFactor()).isEqualTo(0.5);
    assertThat(seed.plateauPatience()).isEqualTo(10);
    assertThat(seed.earlyStopPatience()).isEqualTo(15);
    assertThat(seed.rotation()).isEqualTo(30);
    assertThat(seed.shift()).isEqualTo(0.2);
  }

  @Test
  void theCommandLineOverridesTheFileAndTheFileThePreset() throws IOException {
    TrainingConfig config =
        Recipes.resolve(
            Optional.of(file("preset: quick\nepochs: 7\nbatch-size: 32\n")),
            Map.of("epochs", "9", "learning-rate", "0.25"));
    assertThat(config.network()).isEqualTo("quick");
    assertThat(config.batchSize()).isEqualTo(32);
    assertThat(config.epochs()).isEqualTo(9);
    assertThat(config.learningRate()).isEqualTo(0.25);
  }

  @Test
  void jsonFilesAreReadToo() throws IOException {
    assertThat(Recipes.resolve(Optional.of(file("{\"epochs\": 3}")), Map.of()).epochs())
        .isEqualTo(3);
  }

  @Test
  void aMistypedSettingIsRefusedByNameWithTheNearestOne() throws IOException {
    Path file = file("batchsize: 32\n");
    assertThatThrownBy(() -> Recipes.resolve(Optional.of(file), Map.of()))
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
    "optimizer, sgd, 'nesterov, adam'",
  })
  void aValueOfAnotherKindIsRefusedWithWhatItTakes(String setting, String value, String takes) {
    assertThatThrownBy(() -> Recipes.resolve(Optional.empty(), Map.of(setting, value)))
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
    "label-smoothing, 1",
    "workers, 0",
    "input-sides, '48,32'",
    "input-sides, 'big'",
    "network, resnet",
    "preset, huge",
    "rotation, 999",
  })
  void aValueOutOfItsRangeIsRefused(String setting, String value) {
    assertThatThrownBy(() -> Recipes.resolve(Optional.empty(), Map.of(setting, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(value);
  }

  @Test
  void growingPicturesAreRefusedWhereTheNetworkFlattens() {
    assertThatThrownBy(
            () ->
                Recipes.resolve(Optional.empty(), Map.of("preset", "seed", "input-sides", "32,48")))
        .hasMessageContaining("input-sides");
  }

  @Test
  void aFileThatIsNoYamlIsRefusedWithItsLine() throws IOException {
    Path file = file("epochs: 3\n  : [\n");
    assertThatThrownBy(() -> Recipes.resolve(Optional.of(file), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
    Path list = file("- epochs\n");
    assertThatThrownBy(() -> Recipes.resolve(Optional.of(list), Map.of()))
        .hasMessageContaining("setting: value");
  }

  @Test
  void inputSidesFollowTheirParts() {
    InputSides sides = InputSides.parse("32:8, 40:8, 48:6");
    assertThat(sides.side(0, 22)).isEqualTo(32);
    assertThat(sides.side(7, 22)).isEqualTo(32);
    assertThat(sides.side(8, 22)).isEqualTo(40);
    assertThat(sides.side(16, 22)).isEqualTo(48);
    assertThat(sides.side(21, 22)).isEqualTo(48);
    assertThat(sides.side(10, 11)).isEqualTo(48);
    assertThat(InputSides.parse(sides.toString())).isEqualTo(sides);
    assertThat(InputSides.parse("48").side(0, 1)).isEqualTo(48);
  }
}
