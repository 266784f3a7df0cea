package io.github.fer4j.train.internal.cuda;

import java.util.Optional;

/**
 * A card.
 *
 * @param index the driver's number for it
 * @param uuid such as {@code GPU-5e1f…}
 * @param name such as {@code NVIDIA GeForce RTX 3090}
 * @param capability empty where the driver does not tell
 * @param driver version of the driver, such as {@code 535.129.03}
 */
public record NvidiaCard(
    int index, String uuid, String name, Optional<ComputeCapability> capability, String driver) {

  /** The first number of the driver's version; 0 if it has none. */
  public int driverMajor() {
    String first = driver.replaceFirst("\\D.*", "");
    return first.isEmpty() || first.length() > 6 ? 0 : Integer.parseInt(first);
  }
}
