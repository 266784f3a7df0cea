package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.model.ModelBundle;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of a model's readings of a face a command answers with. */
public final class ReadingOption {
  @Option(
      names = "--reading",
      paramLabel = "NAME",
      description =
          "Which reading of a face: crowd (what most people see; default where the model has it) or"
              + " fer2013 (what its data set's labels say).")
  String reading;

  /** The reading that is named, if one is. */
  public Optional<String> named() {
    return Optional.ofNullable(reading);
  }

  /** The reading that is named, or the model's default one. */
  public String of(ModelBundle model) {
    return named().orElse(model.card().defaultReading());
  }
}
