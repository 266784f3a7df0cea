package io.github.fer4j.train.engine;

import java.util.Objects;

/**
 * Who computes, where.
 *
 * @param name name of the engine, as {@code --engine} takes it
 * @param version version of the library beneath it
 * @param device such as {@code cpu} or {@code cuda:0}
 * @param detail what else matters for reproducing it, such as the native build and helper
 */
public record EngineInfo(String name, String version, String device, String detail) {
  public EngineInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(detail, "detail");
  }
}
