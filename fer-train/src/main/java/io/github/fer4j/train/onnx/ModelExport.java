package io.github.fer4j.train.onnx;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network and what its card says of it.
 *
 * @param network what was trained
 * @param weights by the names and in the layouts that {@link io.github.fer4j.train.network.Layer}
 *     gives
 * @param inputBlur of what the network is shown
 * @param temperatures divide the logits, by the names of the heads, see {@link
 *     OnnxExporter#export}; empty for none
 * @param provenance how the weights came about
 * @param metrics finite figures measured so far, by name, such as {@code public_test.accuracy}
 */
public record ModelExport(
    Network network,
    Map<String, float[]> weights,
    InputBlur inputBlur,
    Map<String, Double> temperatures,
    ModelCard.Provenance provenance,
    Map<String, Double> metrics) {
  /** Name of the constant that is subtracted from each pixel. */
  public static final String SCALING_MEAN = "scaling.mean";

  /** Name of the constant that then divides each pixel. */
  public static final String SCALING_DEVIATION = "scaling.deviation";

  /**
   * The same with more figures; figures of the same name are replaced.
   *
   * @param measured finite figures by name, such as {@code public_test.accuracy}
   */
  public ModelExport withMetrics(Map<String, Double> measured) {
    Map<String, Double> all = new TreeMap<>(metrics);
    all.putAll(measured);
    return new ModelExport(network, weights, inputBlur, temperatures, provenance, all);
  }

  /**
   * The model and its card, in memory.
   *
   * @throws IllegalArgumentException as {@link OnnxExporter#export}
   */
  public ModelBundle bundle() {
    byte[] onnx =
        OnnxExporter.export(
            network, weights, inputBlur, temperatures, Map.of("licence", ModelCard.LICENCE));
    return ModelBundle.of(card(onnx), onnx);
  }

  private ModelCard card(byte[] onnx) {
    Map<String, String> outputs = new LinkedHashMap<>();
    network.heads().forEach(h -> outputs.put(h.name(), OnnxExporter.outputName(network, h)));
    SortedMap<String, Double> all = new TreeMap<>(metrics);
    all.putAll(OnnxExporter.temperatures(network, temperatures));
    return new ModelCard(
        ModelCard.FORMAT_VERSION,
        network.name(),
        network.heads().get(0).classSet().labels(),
        outputs,
        ModelCard.Input.FACE_IMAGE,
        network.forCard(),
        provenance,
        all,
        ModelBundle.sha256(onnx));
  }
}
