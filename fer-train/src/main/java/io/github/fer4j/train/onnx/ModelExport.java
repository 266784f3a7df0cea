package io.github.fer4j.train.onnx;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Smoothing;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network on its way into a folder that {@link ModelBundle} reads: {@code model.onnx} and
 * {@code model-card.json}.
 *
 * @param network what was trained
 * @param weights by the names and in the layouts that {@link io.github.fer4j.train.network.Layer}
 *     gives
 * @param smoothing of what the network is shown
 * @param temperatures divide the logits, by the names of the heads, see {@link
 *     OnnxExporter#export}; empty for none
 * @param provenance how the weights came about
 * @param metrics finite figures measured so far, by name, such as {@code public_test.accuracy}
 */
public record ModelExport(
    Network network,
    Map<String, float[]> weights,
    Smoothing smoothing,
    Map<String, Double> temperatures,
    ModelCard.Provenance provenance,
    Map<String, Double> metrics) {

  /**
   * Writes the model and its card into a folder, which is made where it is absent.
   *
   * @return the card
   * @throws FileAlreadyExistsException if the folder holds one of the two files
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException as {@link OnnxExporter#export}
   */
  public ModelCard writeTo(Path folder) throws IOException {
    for (String name : List.of(ModelBundle.MODEL_FILE, ModelBundle.CARD_FILE)) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(
            file.toString(),
            null,
            "a model is here; choose another folder, or replace it (--force)");
      }
    }
    return replaceIn(folder);
  }

  /**
   * Writes as {@link #writeTo} does, over a model that may be there. Each file is replaced whole;
   * if the second fails, the new model stands beside the old card, which {@link ModelBundle}
   * refuses.
   */
  public ModelCard replaceIn(Path folder) throws IOException {
    byte[] onnx =
        OnnxExporter.export(
            network, weights, smoothing, temperatures, Map.of("licence", ModelCard.LICENCE));
    ModelCard card = card(onnx);
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve(ModelBundle.MODEL_FILE), onnx);
    AtomicFile.write(folder.resolve(ModelBundle.CARD_FILE), ModelCardJson.write(card));
    return card;
  }

  /**
   * Adds figures that were measured on the written model to its card; figures of the same name are
   * replaced.
   *
   * @param folder that an export wrote
   * @param measured finite figures by name, such as {@code public_test.accuracy}
   * @return the new card
   * @throws IOException if the model cannot be read or the card not written
   * @throws io.github.fer4j.infer.model.MalformedModelException as {@link ModelBundle#read}
   */
  public static ModelCard addMetrics(Path folder, Map<String, Double> measured) throws IOException {
    ModelCard old = ModelBundle.read(folder).card();
    SortedMap<String, Double> metrics = new TreeMap<>(old.metrics());
    metrics.putAll(measured);
    ModelCard card =
        new ModelCard(
            old.formatVersion(),
            old.name(),
            old.labels(),
            old.outputs(),
            old.input(),
            old.architecture(),
            old.provenance(),
            metrics,
            old.sha256());
    AtomicFile.write(folder.resolve(ModelBundle.CARD_FILE), ModelCardJson.write(card));
    return card;
  }

  private ModelCard card(byte[] onnx) {
    Map<String, String> outputs = new LinkedHashMap<>();
    network.heads().forEach(h -> outputs.put(h.name(), OnnxExporter.outputName(network, h)));
    SortedMap<String, Double> all = new TreeMap<>(metrics);
    all.putAll(OnnxExporter.temperatures(network, temperatures));
    return new ModelCard(
        ModelCard.FORMAT_VERSION,
        network.name(),
        ModelCard.EXPECTED_LABELS,
        outputs,
        ModelCard.Input.FACE_IMAGE,
        network.forCard(),
        provenance,
        all,
        ModelBundle.sha256(onnx));
  }
}
