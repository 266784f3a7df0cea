package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model a command uses. */
public final class ModelFolder {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Folder with model.onnx and model-card.json, such as a run's (default: the shipped"
              + " model).")
  Path folder;

  /** The folder that is named, if one is. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /** The model in the folder, or the shipped one. */
  public ModelBundle bundle() throws IOException {
    return folder == null ? ModelBundle.shipped() : ModelBundle.read(folder);
  }

  /** The files of the model, if its folder is named. */
  List<Path> files() {
    return folder == null
        ? List.of()
        : List.of(folder.resolve(ModelBundle.MODEL_FILE), folder.resolve(ModelBundle.CARD_FILE));
  }
}
