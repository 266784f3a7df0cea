package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.github.fer4j.data.Augmentation;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Smoothing;
import io.github.fer4j.train.network.Vgg;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting of a training run. The names in files and on the command line are those of the
 * components in kebab case: {@code batch-size}. Instances come from {@link Recipes}.
 */
public record TrainingConfig(
    @JsonPropertyDescription("recipe that the other settings start from") String preset,
    @JsonPropertyDescription("network: seed, full, wide, slim or quick") String network,
    @JsonPropertyDescription("training engine: deeplearning4j or pytorch") String engine,
    @JsonPropertyDescription("checkpoint whose weights training starts from; empty: random ones")
        String initialWeights,
    @JsonPropertyDescription(
            "folders of finished runs, with commas between them, whose networks say what they see in"
                + " each training picture; empty: none")
        String teacher,
    @JsonPropertyDescription("share of each target that is the teacher's, the rest is the label's")
        double teacherShare,
    @JsonPropertyDescription("where it computes: auto, cpu, cuda or cuda:n") String device,
    @JsonPropertyDescription(
            "what the layers compute in: auto, float32 or bfloat16 (engine pytorch alone)")
        Precision precision,
    @JsonPropertyDescription("seed of weights, order, augmentation and dropout") long seed,
    @JsonPropertyDescription("passes over the training split") int epochs,
    @JsonPropertyDescription("pictures a step") int batchSize,
    @JsonPropertyDescription("nesterov or adam") OptimizerKind optimizer,
    @JsonPropertyDescription("highest learning rate") double learningRate,
    @JsonPropertyDescription("momentum of nesterov") double momentum,
    @JsonPropertyDescription("weight decay on the weights of convolutions and dense layers")
        double weightDecay,
    @JsonPropertyDescription("constant, cosine or plateau") ScheduleKind schedule,
    @JsonPropertyDescription("share of all steps in which the rate of cosine rises to its top")
        double warmup,
    @JsonPropertyDescription("plateau: factor on the rate when validation loss stands still")
        double plateauFactor,
    @JsonPropertyDescription("plateau: epochs without improvement before the rate falls")
        int plateauPatience,
    @JsonPropertyDescription("epochs without better validation loss before training ends; 0: never")
        int earlyStopPatience,
    @JsonPropertyDescription("share of each target that is spread over all classes")
        double labelSmoothing,
    @JsonPropertyDescription("decay a step of the moving average of the weights; 0: none")
        double averageDecay,
    @JsonPropertyDescription(
            "picture sides and the parts of the epochs they last, such as 32:8,40:8,48:6")
        InputSides inputSides,
    @JsonPropertyDescription("probability of a mirrored picture") double flip,
    @JsonPropertyDescription("rotation, at most so many degrees either way") double rotation,
    @JsonPropertyDescription("shift, at most this share of the side in each direction")
        double shift,
    @JsonPropertyDescription("least zoom factor") double zoomMin,
    @JsonPropertyDescription("greatest zoom factor") double zoomMax,
    @JsonPropertyDescription("brightness, at most this share more or less") double brightness,
    @JsonPropertyDescription("contrast, at most this share more or less") double contrast,
    @JsonPropertyDescription("probability that a rectangle is erased") double erasing,
    @JsonPropertyDescription("least share of the picture that is erased") double erasingAreaMin,
    @JsonPropertyDescription("greatest share of the picture that is erased") double erasingAreaMax,
    @JsonPropertyDescription(
            "parameter of the Beta distribution of the shares in which two pictures and their"
                + " targets are mixed, 0.2 for instance; 0: they are not")
        double mixup,
    @JsonPropertyDescription(
            "weight of either neighbour, in a row and in a column, in the pixels that the trained"
                + " network is shown: 0.125 is what augmentation smooths; 0: none")
        double smoothing,
    @JsonPropertyDescription("leave out training pictures that also stand in a test split")
        boolean dropLeaked,
    @JsonPropertyDescription("threads that prepare pictures ahead of the network") int workers) {

  /** Rules by which weights follow their gradients. */
  public enum OptimizerKind {
    NESTEROV,
    ADAM
  }

  /** How the learning rate changes. */
  public enum ScheduleKind {
    CONSTANT,
    COSINE,
    PLATEAU
  }

  /** First and second moment of Adam as its paper has them; epsilon as Keras has it. */
  private static final double ADAM_BETA1 = 0.9;

  private static final double ADAM_BETA2 = 0.999;
  private static final double ADAM_EPSILON = 1e-7;

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public TrainingConfig {
    Ranges.within("teacher-share", teacherShare, 0, 1);
    Ranges.atLeast("epochs", epochs, 1);
    Ranges.atLeast("batch-size", batchSize, 2);
    Ranges.positive("learning-rate", learningRate);
    Ranges.within("momentum", momentum, 0, 0.9999);
    Ranges.within("weight-decay", weightDecay, 0, 1);
    Ranges.within("warmup", warmup, 0, 1);
    Ranges.within("plateau-factor", plateauFactor, 0, 1);
    Ranges.atLeast("plateau-patience", plateauPatience, 0);
    Ranges.atLeast("early-stop-patience", earlyStopPatience, 0);
    Ranges.within("label-smoothing", labelSmoothing, 0, 0.99);
    Ranges.within("average-decay", averageDecay, 0, 0.999999);
    Ranges.within("flip", flip, 0, 1);
    Ranges.within("rotation", rotation, 0, 180);
    Ranges.within("shift", shift, 0, 1);
    Ranges.within("zoom-min", zoomMin, 0.1, 10);
    Ranges.within("zoom-max", zoomMax, zoomMin, 10);
    Ranges.within("brightness", brightness, 0, 1);
    Ranges.within("contrast", contrast, 0, 1);
    Ranges.within("erasing", erasing, 0, 1);
    Ranges.within("erasing-area-min", erasingAreaMin, 0, 1);
    Ranges.within("erasing-area-max", erasingAreaMax, erasingAreaMin, 1);
    Ranges.within("mixup", mixup, 0, 2);
    Ranges.within("smoothing", smoothing, 0, 0.25);
    Ranges.atLeast("workers", workers, 1);
    Network built = Vgg.preset(network);
    if (!built.takesAnySize() && !inputSides.isConstant()) {
      throw new IllegalArgumentException(
          "input-sides must be 48 for network " + network + ", not " + inputSides);
    }
  }

  /** The network that is trained. */
  public Network buildNetwork() {
    return Vgg.preset(network);
  }

  /** What its pictures are smoothed by where they are not augmented. */
  public Smoothing buildSmoothing() {
    return new Smoothing(smoothing);
  }

  /** The rule by which the weights follow their gradients. */
  public Optimizer buildOptimizer() {
    return switch (optimizer) {
      case NESTEROV -> new Optimizer.Nesterov(momentum, weightDecay);
      case ADAM -> new Optimizer.Adam(ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, weightDecay);
    };
  }

  /** Folders of the runs that training learns from besides the labels; none is usual. */
  public List<Path> teachers() {
    return Stream.of(teacher.split(","))
        .map(String::strip)
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** What is done to training pictures. */
  public Augmentation buildAugmentation() {
    return new Augmentation(
        flip,
        rotation,
        shift,
        zoomMin,
        zoomMax,
        brightness,
        contrast,
        erasing,
        erasingAreaMin,
        erasingAreaMax);
  }

  /** Whether a moving average of the weights is kept, validated and shipped. */
  @JsonIgnore
  public boolean isAveraged() {
    return averageDecay > 0;
  }
}
