package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;
import io.github.fer4j.data.Augmentation;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngines;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Every setting of a training run. It begins with a preset, of which some settings are changed:
 *
 * <pre>{@code
 * TrainingConfig config =
 *     TrainingConfig.preset("slim").withEpochs(9).withOptimizer(o -> o.withLearningRate(0.05));
 * }</pre>
 *
 * <p>In files and on the command line settings have flat names in kebab case: {@code
 * learning-rate}.
 *
 * @param architecture the network with all its layers; config.json keeps it, so that a run is
 *     independent of what the name stands for later
 * @param format number of the form of config.json that the run began with; behaviour that changed
 *     since stays what it was for older runs
 */
public record TrainingConfig(
    int format,
    @SettingInfo("preset that the other settings start from") String preset,
    @SettingInfo("network: baseline, full, wide, slim, quick, or a YAML or JSON file of layers")
        String network,
    Network architecture,
    @SettingInfo("training engine: deeplearning4j or pytorch") String engine,
    @SettingInfo(
            "checkpoint whose weights training starts from, of the same network, whose heads and"
                + " classes may differ; empty: random ones")
        String initialWeights,
    DistillationConfig distillation,
    @SettingInfo("where it computes: auto, cpu, cuda or cuda:n") String device,
    @SettingInfo(
            value = "precision of the layers: auto, float32 or bfloat16 (engine pytorch only)",
            neutral = "auto")
        Precision precision,
    @SettingInfo("seed of weights, order, augmentation and dropout") long seed,
    @SettingInfo("passes over the training split") int epochs,
    @SettingInfo("batch size") int batchSize,
    OptimizerConfig optimizer,
    ScheduleConfig schedule,
    @SettingInfo("share of each target that is spread over all classes") double labelSmoothing,
    HeadsConfig heads,
    @SettingInfo(
            value =
                "validation figure that chooses the best epoch: accuracy or log-loss (of the"
                    + " labels), or crowd-accuracy",
            neutral = "accuracy")
        Monitor monitor,
    @SettingInfo(
            value = "decay per step of the exponential moving average of the weights; 0: none",
            formerly = "average-decay")
        double emaDecay,
    @SettingInfo(
            value =
                "progressive resizing: image sizes and the parts of the epochs they last, such as"
                    + " 32:8,40:8,48:6",
            formerly = "input-sides")
        ImageSizes imageSizes,
    Augmentation augmentation,
    @SettingInfo(
            value =
                "parameter of the Beta distribution of the shares in which two images and their"
                    + " targets are mixed, such as 0.2; 0: no mixup",
            neutral = "0")
        double mixup,
    @SettingInfo(
            value =
                "blur of the images that the trained network is given, as the weight of either"
                    + " neighbour in a row and in a column: 0.125 is what augmentation blurs; 0:"
                    + " none",
            neutral = "0",
            formerly = "smoothing")
        double inputBlur,
    @SettingInfo("leave out training images that are also in a test split") boolean dropLeaked,
    @JsonProperty("final")
        @SettingInfo(
            value =
                "last run, with every choice made before: train on Training and PublicTest, without"
                    + " validation, and keep the last epoch at temperature 1",
            neutral = "false")
        boolean finalRun,
    @SettingInfo("threads that prepare images ahead of the network") int workers) {

  /** The form in which config.json is written today. */
  public static final int FORMAT = 2;

  /** The preset of those who name none. */
  public static final String DEFAULT_PRESET = "slim";

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public TrainingConfig {
    Ranges.path("initial-weights", initialWeights);
    Ranges.atLeast("epochs", epochs, 1);
    Ranges.atLeast("batch-size", batchSize, 2);
    Ranges.within("label-smoothing", labelSmoothing, 0, 0.99);
    Ranges.within("ema-decay", emaDecay, 0, 0.999999);
    Ranges.within("mixup", mixup, 0, 2);
    new InputBlur(inputBlur); // has the range
    Ranges.atLeast("workers", workers, 1);
    if (monitor == Monitor.CROWD_ACCURACY && !heads.hasCrowd()) {
      throw new IllegalArgumentException(
          "Setting monitor can be crowd-accuracy only where heads is fer2013,crowd");
    }
    if (finalRun) {
      requireNoChoiceByValidation(schedule);
    }
    architecture = architecture.withHeads(heads.build());
    if (!architecture.takesAnySize() && !imageSizes.isConstant()) {
      throw new IllegalArgumentException(
          "image-sizes must be 48 for network " + network + ", not " + imageSizes);
    }
    imageSizes.stages().stream().map(ImageSizes.Stage::side).forEach(architecture::trace);
  }

  private static void requireNoChoiceByValidation(ScheduleConfig schedule) {
    if (schedule.kind() == ScheduleConfig.Kind.PLATEAU) {
      throw new IllegalArgumentException(
          "Setting schedule is plateau, which follows the validation loss, and a final run has none;"
              + " set schedule to constant or cosine, or final to false");
    }
    if (schedule.earlyStopPatience() > 0) {
      throw new IllegalArgumentException(
          "Setting early-stop-patience is "
              + schedule.earlyStopPatience()
              + ", which follows the validation loss, and a final run has none; set it to 0 and epochs"
              + " to the number that was chosen before, or final to false");
    }
  }

  /**
   * The settings of a preset.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static TrainingConfig preset(String name) {
    return ConfigReader.resolve(ConfigReader.empty(), Map.of("preset", name), "preset", s -> {});
  }

  /** Names of the presets, the quickest first. */
  public static List<String> presets() {
    return Presets.NAMES;
  }

  /**
   * Puts a configuration together: a preset, then a file of the user's, then single settings; each
   * overrides the one before.
   *
   * @param file a YAML or JSON file of settings, or empty
   * @param settings single settings by name, as text; {@code preset} among them chooses the preset
   * @param notices is given a line for each former name in the file or among the settings
   * @throws IllegalArgumentException if a setting is unknown, malformed or out of its range
   * @throws IOException if the file cannot be read
   */
  public static TrainingConfig resolve(
      Optional<Path> file, Map<String, String> settings, Consumer<String> notices)
      throws IOException {
    return file.isPresent()
        ? ConfigReader.resolve(file.get(), settings, notices)
        : ConfigReader.resolve(ConfigReader.empty(), settings, "command line", notices);
  }

  /**
   * Reads what {@link #toJson} wrote, in this revision or an earlier one. A setting that is younger
   * than the text has its neutral value, whatever the presets say today.
   *
   * @param source what the text comes from, for messages
   * @throws IllegalArgumentException if it is something else, or a setting is out of its range
   */
  public static TrainingConfig fromJson(String json, String source) {
    return ConfigReader.fromJson(json, source);
  }

  /** All settings as JSON, under their flat names. */
  public String toJson() {
    return ConfigReader.toJson(this);
  }

  /** The settings by their flat names, as text, in their order. */
  public Map<String, String> toMap() {
    return ConfigReader.toMap(this);
  }

  /**
   * A copy with other values for some settings.
   *
   * @param settings by their flat names, as text
   * @throws IllegalArgumentException if a setting is unknown, malformed or out of its range
   */
  public TrainingConfig with(Map<String, String> settings) {
    return ConfigReader.with(this, settings);
  }

  /** The classes that the network tells apart. */
  public ClassSet classes() {
    return heads.classes();
  }

  /** The network that is trained. */
  public Network buildNetwork() {
    return architecture;
  }

  /** The blur of images that are not augmented. */
  public InputBlur buildInputBlur() {
    return new InputBlur(inputBlur);
  }

  /**
   * The engine that is asked for, with a network on it whose weights are freshly drawn.
   *
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if it is not available here
   */
  public TrainingEngine createEngine(Network network) {
    return TrainingEngines.named(engine)
        .create(network, optimizer.build(), seed, device, precision);
  }

  /**
   * The same settings for a preset's network.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public TrainingConfig withNetwork(String network) {
    return Records.with(this, Map.of("network", network, "architecture", Vgg.preset(network)));
  }

  /** The same settings for a network of one's own. */
  public TrainingConfig withNetwork(Network network) {
    return Records.with(this, Map.of("network", network.name(), "architecture", network));
  }

  public TrainingConfig withEngine(String engine) {
    return Records.with(this, "engine", engine);
  }

  public TrainingConfig withInitialWeights(Path checkpoint) {
    return Records.with(this, "initialWeights", checkpoint.toString());
  }

  public TrainingConfig withDistillation(UnaryOperator<DistillationConfig> change) {
    return Records.with(this, "distillation", change.apply(distillation));
  }

  public TrainingConfig withDevice(String device) {
    return Records.with(this, "device", device);
  }

  public TrainingConfig withPrecision(Precision precision) {
    return Records.with(this, "precision", precision);
  }

  public TrainingConfig withSeed(long seed) {
    return Records.with(this, "seed", seed);
  }

  public TrainingConfig withEpochs(int epochs) {
    return Records.with(this, "epochs", epochs);
  }

  public TrainingConfig withBatchSize(int batchSize) {
    return Records.with(this, "batchSize", batchSize);
  }

  public TrainingConfig withOptimizer(UnaryOperator<OptimizerConfig> change) {
    return Records.with(this, "optimizer", change.apply(optimizer));
  }

  public TrainingConfig withSchedule(UnaryOperator<ScheduleConfig> change) {
    return Records.with(this, "schedule", change.apply(schedule));
  }

  public TrainingConfig withLabelSmoothing(double share) {
    return Records.with(this, "labelSmoothing", share);
  }

  public TrainingConfig withHeads(UnaryOperator<HeadsConfig> change) {
    return Records.with(this, "heads", change.apply(heads));
  }

  public TrainingConfig withClasses(ClassSet classes) {
    return withHeads(h -> h.withClasses(classes));
  }

  public TrainingConfig withMonitor(Monitor monitor) {
    return Records.with(this, "monitor", monitor);
  }

  public TrainingConfig withEmaDecay(double decay) {
    return Records.with(this, "emaDecay", decay);
  }

  public TrainingConfig withImageSizes(String sizes) {
    return Records.with(this, "imageSizes", ImageSizes.parse(sizes));
  }

  public TrainingConfig withAugmentation(UnaryOperator<Augmentation> change) {
    return Records.with(this, "augmentation", change.apply(augmentation));
  }

  public TrainingConfig withMixup(double alpha) {
    return Records.with(this, "mixup", alpha);
  }

  public TrainingConfig withInputBlur(double weight) {
    return Records.with(this, "inputBlur", weight);
  }

  public TrainingConfig withDropLeaked(boolean dropLeaked) {
    return Records.with(this, "dropLeaked", dropLeaked);
  }

  /**
   * The same settings for a last run, which trains on PublicTest too, or for another.
   *
   * @throws IllegalArgumentException if it is one, and the schedule follows the validation loss
   */
  public TrainingConfig withFinal(boolean finalRun) {
    return Records.with(this, "finalRun", finalRun);
  }

  public TrainingConfig withWorkers(int workers) {
    return Records.with(this, "workers", workers);
  }
}
