package io.github.fer4j.train.engine;

import java.util.List;
import java.util.ServiceLoader;

/** Finds the engines that are on the class path. */
public final class TrainingEngines {
  private TrainingEngines() {}

  /** Names of the available engines, sorted. */
  public static List<String> names() {
    return ServiceLoader.load(TrainingEngineProvider.class).stream()
        .map(provider -> provider.get().name())
        .sorted()
        .toList();
  }

  /**
   * The engine of this name.
   *
   * @throws EngineUnavailableException if it is not on the class path
   */
  public static TrainingEngineProvider named(String name) {
    return ServiceLoader.load(TrainingEngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineUnavailableException(
                    "There is no training engine '"
                        + name
                        + "' on the class path, only "
                        + String.join(", ", names())
                        + "; engine pytorch needs the module fer-train-pytorch"));
  }
}
