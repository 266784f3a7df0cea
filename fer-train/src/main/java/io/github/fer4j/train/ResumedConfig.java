package io.github.fer4j.train;

import io.github.fer4j.train.config.Recipes;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of a run that goes on: its own, for others would make another run of it. */
final class ResumedConfig {
  /** The one setting that has no part in the result. */
  private static final String FREE = "workers";

  private ResumedConfig() {}

  static TrainingConfig of(Path configFile, Map<String, String> wanted) throws IOException {
    TrainingConfig own = Recipes.fromJson(Files.readString(configFile), configFile.toString());
    Map<String, String> settings = new LinkedHashMap<>(Recipes.toMap(own));
    settings.putAll(wanted);
    Map<String, String> resolved = Recipes.toMap(Recipes.resolve(Optional.empty(), settings));
    Recipes.toMap(own)
        .forEach(
            (name, value) -> {
              if (!name.equals(FREE) && !resolved.get(name).equals(value)) {
                throw new IllegalArgumentException(
                    refusal(configFile, name, value, resolved.get(name)));
              }
            });
    return Recipes.resolve(Optional.empty(), resolved);
  }

  private static String refusal(Path configFile, String name, String own, String wanted) {
    String advice =
        name.equals("engine")
            ? "start a new run from its weights: --out OTHER --initial-weights CHECKPOINT --engine "
                + wanted
            : "leave it out, or start a new run in another folder";
    return configFile
        + ": the run has "
        + name
        + " "
        + own
        + ", and cannot go on with "
        + wanted
        + "; "
        + advice;
  }
}
