package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
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
    ModelBundle model = folder == null ? ModelBundle.shipped() : ModelBundle.read(folder);
    EmotionClassifier classifier = OnnxEmotionClassifier.open(model, 1);
    return testTimeAugmentation ? new TestTimeAugmentation(classifier) : classifier;
  }
}
