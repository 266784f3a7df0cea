package io.github.fer4j.cli.predict;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network tells the expressions, and how. */
public final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Folder with model.onnx and model-card.json (default: the shipped model).")
  Path folder;

  @Option(
      names = "--tta",
      description = "Average ten shifted and mirrored views of each face: surer, and slower.")
  boolean testTimeAugmentation;

  /** The classifier that the options describe. */
  public EmotionClassifier open() throws IOException {
    ModelBundle model = bundle();
    EmotionClassifier classifier = OnnxEmotionClassifier.open(model, 1);
    return testTimeAugmentation ? new TestTimeAugmentation(classifier) : classifier;
  }

  private ModelBundle bundle() throws IOException {
    return folder == null ? ModelBundle.shipped() : ModelBundle.read(folder);
  }

  /** The model as a store knows it. */
  public ModelReference reference() throws IOException {
    ModelCard card = bundle().card();
    return new ModelReference(card.name(), card.sha256(), Optional.of(ModelCardJson.write(card)));
  }
}
