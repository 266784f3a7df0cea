package io.github.fer4j.train.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.network.MalformedNetworkException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a training run needs to resume exactly as if it had never stopped.
 *
 * @param config its settings
 * @param engine who computed it
 * @param data what it learns from
 * @param progress where it stands, and its history
 * @param weights by the names and in the layouts of the network's layers
 * @param optimizerState in the engine's own names and layouts
 * @param averagedWeights the moving average of the weights; empty where none is kept
 */
public record Checkpoint(
    TrainingConfig config,
    EngineInfo engine,
    DataIdentity data,
    Progress progress,
    Map<String, float[]> weights,
    Map<String, float[]> optimizerState,
    Map<String, float[]> averagedWeights) {

  /** With a digest of all contents. */
  private static final String FORMAT = "fer4j-checkpoint-2";

  /** Of the first releases. */
  private static final String FORMAT_WITHOUT_DIGEST = "fer4j-checkpoint-1";

  private static final String WEIGHTS = "weights/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String AVERAGE = "average/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The weights that are validated and shipped: the average where one is kept. */
  public Map<String, float[]> bestWeights() {
    return averagedWeights.isEmpty() ? weights : averagedWeights;
  }

  /**
   * Writes the file whole or not at all.
   *
   * @throws IOException if the disk is full or not writable; an older file is then still there
   */
  public void write(Path file) throws IOException {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    weights.forEach((name, values) -> tensors.put(WEIGHTS + name, values));
    optimizerState.forEach((name, values) -> tensors.put(OPTIMIZER + name, values));
    averagedWeights.forEach((name, values) -> tensors.put(AVERAGE + name, values));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("labels", labels(config));
    metadata.put("config", config.toJson());
    metadata.put("engine", JSON.writeValueAsString(engine));
    metadata.put("data", JSON.writeValueAsString(data));
    metadata.put("progress", JSON.writeValueAsString(progress));
    new SafeTensors(metadata, tensors).withDigest().write(file);
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws MalformedCheckpointException if it is cut short, damaged or something else
   * @throws IOException if it cannot be read
   */
  public static Checkpoint read(Path file) throws IOException {
    SafeTensors contents = SafeTensors.read(file);
    String format = contents.metadata().getOrDefault("format", "none");
    if (format.equals(FORMAT)) {
      contents.requireDigest(file);
    } else if (!format.equals(FORMAT_WITHOUT_DIGEST)) {
      throw new MalformedCheckpointException(
          file.toString(), "format", FORMAT, format, "Use a checkpoint that fer train wrote.");
    }
    TrainingConfig config = config(file, contents);
    String labels = text(file, contents, "labels");
    if (!labels.equals(labels(config))) {
      throw damaged(file, "labels", labels(config), labels);
    }
    Map<String, float[]> weights = part(contents, WEIGHTS);
    Map<String, float[]> average = part(contents, AVERAGE);
    requireWeightsOf(config, weights, file);
    if (!average.isEmpty()) {
      requireWeightsOf(config, average, file);
    }
    Progress progress = parse(file, contents, "progress", Progress.class);
    if (progress.epochs() > config.epochs()) {
      throw damaged(
          file, "progress", "at most " + config.epochs() + " epochs", progress.epochs() + "");
    }
    if (progress.history().stream().anyMatch(e -> e.hasValidation() == config.finalRun())) {
      throw damaged(
          file,
          "progress",
          config.finalRun() ? "no validation figures" : "validation figures of each epoch",
          config.finalRun() ? "some" : "an epoch without");
    }
    return new Checkpoint(
        config,
        parse(file, contents, "engine", EngineInfo.class),
        parse(file, contents, "data", DataIdentity.class),
        progress,
        weights,
        part(contents, OPTIMIZER),
        average);
  }

  private static String labels(TrainingConfig config) {
    return String.join(",", config.classes().labels());
  }

  private static TrainingConfig config(Path file, SafeTensors contents) {
    try {
      return TrainingConfig.fromJson(text(file, contents, "config"), file.toString());
    } catch (IllegalArgumentException | MalformedNetworkException e) {
      throw damaged(file, "config", "the settings of a training", e.getMessage());
    }
  }

  private static String text(Path file, SafeTensors contents, String name) {
    String text = contents.metadata().get(name);
    if (text == null) {
      throw damaged(file, name, "an entry", "none");
    }
    return text;
  }

  private static <T> T parse(Path file, SafeTensors contents, String name, Class<T> type) {
    try {
      T value = JSON.readValue(text(file, contents, name), type);
      if (value != null) {
        return value;
      }
      throw damaged(file, name, "JSON of " + type.getSimpleName(), "null");
    } catch (ValueInstantiationException e) {
      throw damaged(file, name, "a valid " + type.getSimpleName(), found(e));
    } catch (JsonMappingException e) {
      // The parser's own sentence names classes of this library; its place is what helps.
      String place =
          e.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("."));
      throw damaged(file, name, "JSON of " + type.getSimpleName(), "another field at " + place);
    } catch (JsonProcessingException e) {
      throw damaged(file, name, "JSON of " + type.getSimpleName(), e.getOriginalMessage());
    }
  }

  private static String found(ValueInstantiationException e) {
    String said = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
    if (e.getCause() instanceof IllegalArgumentException) {
      return said;
    }
    // What a record says of its own parts is a name; the JVM's words on null are sentences.
    return said.matches("\\w+") ? "no " + said : "an incomplete one";
  }

  private static Map<String, float[]> part(SafeTensors contents, String prefix) {
    Map<String, float[]> part = new LinkedHashMap<>();
    contents
        .tensors()
        .forEach(
            (name, values) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), values);
              }
            });
    return part;
  }

  private static void requireWeightsOf(
      TrainingConfig config, Map<String, float[]> weights, Path file) {
    Map<String, int[]> shapes = config.buildNetwork().weightShapes();
    if (!weights.keySet().equals(shapes.keySet())) {
      throw damaged(file, "weights", "those of network " + config.network(), "other names");
    }
    shapes.forEach(
        (name, shape) -> {
          int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
          if (weights.get(name).length != length) {
            throw damaged(file, name, length + " values", weights.get(name).length + "");
          }
        });
  }

  private static MalformedCheckpointException damaged(
      Path file, String place, String expected, String found) {
    return new MalformedCheckpointException(
        file.toString(), place, expected, found, "Use another checkpoint or start a new run.");
  }
}
