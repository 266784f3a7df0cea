package io.github.fer4j.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.onnx.ModelExport;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The weights of an exported model as training wants them. The export folds a batch norm into the
 * convolution before it; here the two are told apart again. The convolution keeps the folded
 * kernel; the norm gets the mean and the variance that the kernel's outputs have over some faces,
 * and the gamma and beta that lead back to them. So the network answers as the model does, in
 * training too as far as a batch is like those faces.
 */
final class ModelWeights {
  private static final float[] NONE = {};

  private static final Set<String> SCALING =
      Set.of(ModelExport.SCALING_MEAN, ModelExport.SCALING_DEVIATION);

  private final ModelProto model;
  private final Map<String, float[]> tensors = new LinkedHashMap<>();
  private final Network network;

  /** A norm that the export folds into the convolution before it. */
  private record Fold(Layer.Convolution convolution, Layer.BatchNorm norm) {}

  /**
   * @param wanted whose layers, but for the heads, should be those of the model
   * @throws IllegalArgumentException if they are not
   */
  ModelWeights(ModelBundle bundle, Network wanted) {
    this.model = ModelTeacher.parse(bundle);
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      tensors.put(tensor.getName(), floats(tensor));
    }
    Layer.Dense last = (Layer.Dense) wanted.layers().get(wanted.layers().size() - 1);
    this.network = wanted.withHeads(joinHeads(last.name(), bundle.card().outputs().keySet()));
    requireFitting(bundle.resource());
  }

  /**
   * The network that a model's card and file describe; empty if they don't, as in older files and
   * those of other programs.
   */
  static Optional<Network> describedBy(ModelBundle bundle) {
    Map<String, float[]> scaling = new HashMap<>();
    for (TensorProto tensor : ModelTeacher.parse(bundle).getGraph().getInitializerList()) {
      if (SCALING.contains(tensor.getName())) {
        scaling.put(tensor.getName(), floats(tensor));
      }
    }
    ModelCard card = bundle.fileCard();
    if (!card.architecture().hasLayers()
        || scaling.size() < SCALING.size()
        || scaling.values().stream().anyMatch(constant -> constant.length != 1)) {
      return Optional.empty();
    }
    float mean = scaling.get(ModelExport.SCALING_MEAN)[0];
    float deviation = scaling.get(ModelExport.SCALING_DEVIATION)[0];
    return Optional.of(Network.ofCard(card, mean, deviation));
  }

  /** The layers, with the heads of the model. */
  Network network() {
    return network;
  }

  private static float[] floats(TensorProto tensor) {
    FloatBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[Math.max(raw.remaining(), tensor.getFloatDataCount())];
    raw.get(values, 0, raw.remaining());
    for (int i = 0; i < tensor.getFloatDataCount(); i++) {
      values[i] = tensor.getFloatData(i);
    }
    return values;
  }

  /** Lays the rows of the heads side by side, as they are trained, without their temperatures. */
  private List<Head> joinHeads(String last, Set<String> names) {
    List<Head> heads = new ArrayList<>();
    float[] weight = NONE;
    float[] bias = NONE;
    for (String name : names) {
      String part = names.size() == 1 ? last : last + "." + name;
      double temperature = temperature(heads.isEmpty() ? "temperature" : "temperature." + name);
      float[] rows = tensors.getOrDefault(part + ".bias", NONE);
      weight = joined(weight, tensors.getOrDefault(part + ".weight", NONE), temperature);
      bias = joined(bias, rows, temperature);
      heads.add(new Head(name, Math.max(2, rows.length))); // a missing one is found out below
    }
    tensors.put(last + ".weight", weight);
    tensors.put(last + ".bias", bias);
    return heads;
  }

  private double temperature(String key) {
    return model.getMetadataPropsList().stream()
        .filter(property -> property.getKey().equals(key))
        .mapToDouble(property -> Double.parseDouble(property.getValue()))
        .findFirst()
        .orElse(1);
  }

  private static float[] joined(float[] before, float[] rows, double factor) {
    float[] both = Arrays.copyOf(before, before.length + rows.length);
    for (int i = 0; i < rows.length; i++) {
      both[before.length + i] = (float) (rows[i] * factor);
    }
    return both;
  }

  private void requireFitting(String resource) {
    Map<String, int[]> shapes = network.weightShapes();
    for (Fold fold : folds()) {
      for (String part : List.of("gamma", "beta", "mean", "variance")) {
        shapes.remove(fold.norm.name() + "." + part);
      }
      shapes.put(fold.convolution.name() + ".bias", new int[] {fold.convolution.filters()});
    }
    shapes.forEach(
        (name, shape) -> {
          int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
          int found = tensors.getOrDefault(name, NONE).length;
          if (found != length) {
            throw new IllegalArgumentException(
                resource
                    + ": this model's layers are not those of network "
                    + network.name()
                    + ", which has "
                    + length
                    + " values in "
                    + name
                    + ", not "
                    + found
                    + "; name its network by --network");
          }
        });
  }

  private List<Fold> folds() {
    List<Layer> layers =
        network.trace(FaceImage.SIDE).stream()
            .map(Network.Step::layer)
            .filter(layer -> !(layer instanceof Layer.Dropout))
            .toList();
    List<Fold> folds = new ArrayList<>();
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i - 1) instanceof Layer.Convolution convolution
          && layers.get(i) instanceof Layer.BatchNorm norm) {
        folds.add(new Fold(convolution, norm));
      }
    }
    return folds;
  }

  /**
   * All weights, by the names of the network's layers.
   *
   * @param faces to measure statistics on: those of training, an even choice of which is taken
   */
  Map<String, float[]> measuredOn(List<Example> faces) {
    List<String> kernels = folds().stream().map(f -> f.convolution.name() + ".weight").toList();
    Map<String, ChannelStatistics> statistics = ChannelStatistics.of(model, kernels, faces);
    return with(fold -> statistics.get(fold.convolution.name() + ".weight"));
  }

  /** All weights, for a network that predicts and does not learn: the norms add the folded bias. */
  Map<String, float[]> forPrediction() {
    return with(fold -> ChannelStatistics.standard(fold.convolution.filters()));
  }

  private Map<String, float[]> with(Function<Fold, ChannelStatistics> statistics) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    network.weightShapes().forEach((name, shape) -> weights.put(name, tensors.get(name)));
    for (Fold fold : folds()) {
      String convolution = fold.convolution.name();
      unfold(fold, statistics.apply(fold), weights);
      weights.computeIfPresent(convolution + ".bias", (name, bias) -> new float[bias.length]);
    }
    return weights;
  }

  private void unfold(Fold fold, ChannelStatistics outputs, Map<String, float[]> weights) {
    float[] bias = tensors.get(fold.convolution.name() + ".bias");
    float[] gamma = new float[bias.length];
    float[] beta = new float[bias.length];
    float[] mean = new float[bias.length];
    float[] variance = new float[bias.length];
    for (int channel = 0; channel < bias.length; channel++) {
      variance[channel] = (float) outputs.variance(channel);
      gamma[channel] = (float) Math.sqrt(variance[channel] + fold.norm.epsilon());
      beta[channel] = (float) outputs.mean(channel);
      mean[channel] = beta[channel] - bias[channel]; // the folded bias comes after the kernel
    }
    weights.put(fold.norm.name() + ".gamma", gamma);
    weights.put(fold.norm.name() + ".beta", beta);
    weights.put(fold.norm.name() + ".mean", mean);
    weights.put(fold.norm.name() + ".variance", variance);
  }
}
