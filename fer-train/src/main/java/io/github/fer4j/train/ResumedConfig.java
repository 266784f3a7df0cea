package io.github.fer4j.train;

import io.github.fer4j.train.checkpoint.MalformedCheckpointException;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The settings of a resumed run: its own, for others would make another run of it. */
final class ResumedConfig {
  /** The one setting that has no part in the result. */
  private static final String FREE = "workers";

  private ResumedConfig() {}

  static TrainingConfig of(Path configFile, Map<String, String> wanted) throws IOException {
    String json = new String(Files.readAllBytes(configFile), StandardCharsets.UTF_8);
    TrainingConfig own = TrainingConfig.fromJson(json, configFile.toString());
    TrainingConfig changed = own.with(wanted);
    Map<String, String> settings = changed.toMap();
    own.toMap()
        .forEach(
            (name, value) -> {
              if (!name.equals(FREE) && !settings.get(name).equals(value)) {
                throw new IllegalArgumentException(
                    refusal(configFile, name, value, settings.get(name)));
              }
            });
    return changed;
  }

  /**
   * Refuses a checkpoint that was written with other settings than its folder's file has: one of
   * the two was changed or comes from another run.
   */
  static void requireSame(Path configFile, TrainingConfig own, TrainingConfig checkpoint) {
    Map<String, String> settings = checkpoint.toMap();
    own.toMap()
        .forEach(
            (name, value) -> {
              if (!name.equals(FREE) && !value.equals(settings.get(name))) {
                throw differs(configFile, name, value, settings.get(name));
              }
            });
    if (!own.architecture().equals(checkpoint.architecture())) {
      throw differs(configFile, "architecture", "one network", "another");
    }
  }

  private static MalformedCheckpointException differs(
      Path configFile, String name, String own, String found) {
    return new MalformedCheckpointException(
        configFile.resolveSibling(RunFolder.LAST).toString(),
        "setting " + name,
        own + " as in " + configFile.getFileName(),
        found,
        "Put the file back that belongs to this run, or start a new run.");
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
        + ", and cannot be resumed with "
        + wanted
        + "; "
        + advice;
  }
}
