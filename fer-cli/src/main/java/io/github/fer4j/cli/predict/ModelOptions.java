package io.github.fer4j.cli.predict;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network recognises the expressions, and how. */
public final class ModelOptions {
  @Mixin ModelChoice folder;

  @Mixin ReadingOption reading;

  @Option(
      names = "--tta",
      description = "Average ten shifted and mirrored views of each face: surer, and slower.")
  boolean testTimeAugmentation;

  /** The model that the options name. */
  public ModelBundle bundle() throws IOException {
    return folder.bundle();
  }

  /** The files of the model, if its folder is named. */
  public List<Path> files() {
    return folder.files();
  }

  /** The classifier that the options describe, which uses so many threads a call. */
  public EmotionClassifier open(int threads) throws IOException {
    ModelBundle bundle = bundle();
    EmotionClassifier classifier = OnnxEmotionClassifier.open(bundle, reading.of(bundle), threads);
    return testTimeAugmentation ? new TestTimeAugmentation(classifier) : classifier;
  }

  /** A builder of a predictor with this model. */
  public EmotionPredictor.Builder predictor() throws IOException {
    EmotionPredictor.Builder builder = EmotionPredictor.builder().model(bundle());
    reading.named().ifPresent(builder::reading);
    return testTimeAugmentation ? builder.testTimeAugmentation() : builder;
  }

  /** The options as they are typed. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(folder.arguments());
    reading.named().ifPresent(named -> arguments.addAll(List.of("--reading", named)));
    if (testTimeAugmentation) {
      arguments.add("--tta");
    }
    return arguments;
  }

  /** A model as a store knows it: the file, whichever classes it is read out over. */
  public static ModelReference reference(ModelBundle model) {
    ModelCard card = model.fileCard();
    return new ModelReference(card.name(), card.sha256(), Optional.of(ModelCardJson.write(card)));
  }
}
