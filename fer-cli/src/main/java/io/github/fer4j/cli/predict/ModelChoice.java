package io.github.fer4j.cli.predict;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model a command uses, and over which classes. */
public final class ModelChoice {
  @Option(
      names = "--model",
      paramLabel = "DIR|SET",
      description =
          "Folder with model.onnx and model-card.json, such as a run's; or five, seven or eight, where"
              + " there is no folder of that name: the shipped model over these classes (default:"
              + " five).")
  Path named;

  @Option(
      names = "--classes",
      paramLabel = "SET",
      description =
          "five, seven or eight: read the model out over these classes, all of which it must have"
              + " (default: the model's).")
  ClassSet classes;

  private ModelBundle bundle;

  /** Whether a model or classes are named. */
  public boolean isGiven() {
    return named != null || classes != null;
  }

  /** The folder that is named, if one is. */
  public Optional<Path> folder() {
    return shipped().isPresent() ? Optional.empty() : Optional.of(named);
  }

  private Optional<ClassSet> shipped() {
    return ModelBundle.shippedClasses(
        named == null ? "" : named.toString(), folder -> Files.isDirectory(named));
  }

  /**
   * The model in the folder, or the shipped one, which is read once.
   *
   * @throws IllegalArgumentException if it lacks one of the classes
   */
  public ModelBundle bundle() throws IOException {
    if (bundle == null) {
      bundle = classes == null ? read() : read().withClasses(classes);
    }
    return bundle;
  }

  private ModelBundle read() throws IOException {
    Optional<ClassSet> shipped = shipped();
    return shipped.isPresent() ? ModelBundle.shipped(shipped.get()) : ModelBundle.read(named);
  }

  /** The files of the model, if its folder is named. */
  List<Path> files() {
    return folder()
        .map(at -> List.of(at.resolve(ModelBundle.MODEL_FILE), at.resolve(ModelBundle.CARD_FILE)))
        .orElse(List.of());
  }

  /** The options as they are typed. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (named != null) {
      arguments.addAll(List.of("--model", named.toString()));
    }
    if (classes != null) {
      arguments.addAll(List.of("--classes", classes.toString()));
    }
    return arguments;
  }
}
