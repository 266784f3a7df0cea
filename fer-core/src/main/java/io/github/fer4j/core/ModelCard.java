package io.github.fer4j.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a model file, so that it can be used, checked and believed: the order of its
 * outputs, its input, where it comes from, how good it was measured to be, and its digest.
 *
 * @param formatVersion version of the card's own layout; this code writes 2 and reads 1 and 2
 * @param name short name of the model, such as {@code slim}
 * @param labels the classes in the order of the outputs: the {@link ClassSet#labels} of one of the
 *     class sets; older cards hold the five
 * @param outputs name of the model's output by the reading of a face that it holds, in their order;
 *     {@link #SINGLE_OUTPUT} for most models
 * @param input shape and range of the input tensor
 * @param architecture the layers; {@link Architecture#UNKNOWN} in older cards
 * @param provenance how the model came about
 * @param metrics measured figures by name, such as {@code public_test.accuracy}; finite. Of a model
 *     that is read out over fewer classes they may have the set's name before theirs, such as
 *     {@code five.public_test.accuracy}
 * @param sha256 SHA-256 of the model file, 64 hexadecimal digits in lower case
 */
public record ModelCard(
    int formatVersion,
    String name,
    List<String> labels,
    Map<String, String> outputs,
    Input input,
    Architecture architecture,
    Provenance provenance,
    SortedMap<String, Double> metrics,
    String sha256) {

  /** The layout that this code writes and reads. */
  public static final int FORMAT_VERSION = 2;

  /** The reading that follows the labels of FER2013; every model of this library has it. */
  public static final String LABEL_READING = "fer2013";

  /** The reading that follows what most of ten people see (FER+). */
  public static final String CROWD_READING = "crowd";

  /** The outputs of a model that reads a face in one way, and of every card of version 1. */
  public static final Map<String, String> SINGLE_OUTPUT = Map.of(LABEL_READING, "probabilities");

  /** What model files and documents say of the licence of a model that this library trained. */
  public static final String LICENCE =
      "Apache-2.0 for the file; the terms of the data set it was trained on apply besides."
          + " FER2013's images are for research.";

  /**
   * @throws IllegalArgumentException if the digest is no SHA-256, a metric is not finite, or the
   *     outputs lack {@link #LABEL_READING}
   */
  public ModelCard {
    Objects.requireNonNull(name, "name");
    labels = List.copyOf(labels);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    if (!outputs.containsKey(LABEL_READING)) {
      throw new IllegalArgumentException("The outputs " + outputs + " lack " + LABEL_READING);
    }
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(provenance, "provenance");
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    metrics.forEach(
        (metric, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Metric " + metric + " is " + value);
          }
        });
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("No SHA-256 in hexadecimal: '" + sha256 + "'");
    }
  }

  /** The reading that predictions hold if none is asked for: the crowd's where the model has it. */
  public String defaultReading() {
    return outputs.containsKey(CROWD_READING) ? CROWD_READING : LABEL_READING;
  }

  /**
   * The name of the output that holds a reading.
   *
   * @throws IllegalArgumentException if the model has no such reading; the message lists those that
   *     it has
   */
  public String outputOf(String reading) {
    String output = outputs.get(reading);
    if (output == null) {
      throw new IllegalArgumentException(
          "Model '"
              + name
              + "' has no reading '"
              + reading
              + "', only "
              + String.join(", ", outputs.keySet()));
    }
    return output;
  }

  /**
   * The classes of the model.
   *
   * @throws IllegalStateException if the labels are those of no class set, or stand in another
   *     order; a model that was opened has none such
   */
  public ClassSet classes() {
    return ClassSet.ofLabels(labels)
        .orElseThrow(() -> new IllegalStateException("No class set has the labels " + labels));
  }

  /**
   * Requires that a figure on a split can be a result. On {@link Split#PUBLIC_TEST} it is none
   * where the model was trained on that split.
   *
   * @throws IllegalArgumentException if the model was trained on PublicTest, and this is PublicTest
   */
  public void requireMeasurableOn(Split split) {
    if (split == Split.PUBLIC_TEST && provenance.trainedOn().contains(split)) {
      throw new IllegalArgumentException(
          ("model '%s' was trained on PublicTest too (setting final), so a figure there is no result;"
                  + " measure it on private_test, of these data or of others")
              .formatted(name));
    }
  }

  /**
   * The card of the same file when it is read out over fewer classes: with their labels, and of the
   * metrics the temperatures, which are the file's, and those that were measured over these
   * classes.
   *
   * @throws IllegalArgumentException if the model lacks one of the classes
   */
  public ModelCard withClasses(ClassSet fewer) {
    if (!classes().includes(fewer)) {
      throw new IllegalArgumentException(
          "model '%s' tells only %s classes apart %s, not %s; name a model of these, or fewer classes"
              .formatted(name, classes(), labels, fewer));
    }
    if (fewer == classes()) {
      return this;
    }
    return new ModelCard(
        formatVersion,
        name,
        fewer.labels(),
        outputs,
        input,
        architecture,
        provenance,
        metricsOver(fewer),
        sha256);
  }

  private SortedMap<String, Double> metricsOver(ClassSet fewer) {
    SortedMap<String, Double> over = new TreeMap<>();
    metrics.forEach(
        (metric, value) -> {
          if (metric.startsWith("temperature")) {
            over.put(metric, value);
          } else if (metric.startsWith(fewer + ".")) {
            over.put(metric.substring(fewer.toString().length() + 1), value);
          }
        });
    return over;
  }

  /**
   * The input tensor, [N, channels, height, width].
   *
   * @param channels 1 (gray)
   * @param height rows
   * @param width columns
   * @param minimum least value of a pixel (black)
   * @param maximum greatest value of a pixel (white)
   */
  public record Input(int channels, int height, int width, double minimum, double maximum) {
    /** 48x48 gray pixels, 0 to 255: what {@link FaceImage} holds. */
    public static final Input FACE_IMAGE = new Input(1, FaceImage.SIDE, FaceImage.SIDE, 0, 255);
  }

  /**
   * The network in the file.
   *
   * @param parameters learnt numbers, running statistics not counted
   * @param multiplyAdds for one face, in one pass
   * @param layers in order, each with its type and settings, as a run's config.json has them
   */
  public record Architecture(long parameters, long multiplyAdds, List<Map<String, Object>> layers) {
    /** Of a card that does not say. */
    public static final Architecture UNKNOWN = new Architecture(0, 0, List.of());

    public Architecture {
      layers = layers.stream().map(layer -> Collections.unmodifiableMap(layer)).toList();
    }

    /** Whether the card says what the network is. */
    public boolean hasLayers() {
      return !layers.isEmpty();
    }
  }

  /**
   * How a model came about.
   *
   * @param preset name of the network preset
   * @param configuration every setting of the training by name
   * @param dataSha256 SHA-256 of the CSV that it was trained on
   * @param splitSizes images used, by split
   * @param trainedOn the splits that the weights were learnt from: Training, and PublicTest too
   *     where the setting {@code final} was true; Training in older cards
   * @param chosenOn the split that chose the checkpoint; null where PublicTest was trained on, so
   *     that none did and the last epoch was kept
   * @param epoch the epoch that was kept, from 1
   * @param engine training engine, version and device
   * @param versions versions of the software by name
   * @param created when, in ISO 8601, UTC
   */
  public record Provenance(
      String preset,
      SortedMap<String, String> configuration,
      String dataSha256,
      SortedMap<Split, Integer> splitSizes,
      List<Split> trainedOn,
      @Nullable Split chosenOn,
      int epoch,
      String engine,
      SortedMap<String, String> versions,
      String created) {

    /**
     * @throws IllegalArgumentException if PublicTest was trained on and a split is named that chose
     *     the checkpoint, or neither
     */
    public Provenance {
      configuration = sortedCopy(configuration);
      splitSizes = sortedCopy(splitSizes);
      trainedOn = List.copyOf(trainedOn);
      versions = sortedCopy(versions);
      if ((chosenOn == null) != trainedOn.contains(Split.PUBLIC_TEST)) {
        throw new IllegalArgumentException(
            "A split that was trained on cannot have chosen the epoch, and another must have:"
                + " trained on %s, chosen on %s".formatted(trainedOn, chosenOn));
      }
    }

    /** Of a model that was trained on Training alone. */
    public Provenance(
        String preset,
        SortedMap<String, String> configuration,
        String dataSha256,
        SortedMap<Split, Integer> splitSizes,
        Split chosenOn,
        int epoch,
        String engine,
        SortedMap<String, String> versions,
        String created) {
      this(
          preset,
          configuration,
          dataSha256,
          splitSizes,
          List.of(Split.TRAINING),
          chosenOn,
          epoch,
          engine,
          versions,
          created);
    }
  }

  private static <K, V> SortedMap<K, V> sortedCopy(Map<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
