package io.github.fer4j.data.audit;

import io.github.fer4j.core.Split;

/**
 * How much of a split stands in the training split too, so that a network may have memorised it.
 * All seven labels are counted.
 *
 * @param tested the split
 * @param rows its rows
 * @param identical those whose image is in Training byte for byte
 * @param identicalOrNear those whose image stands there byte for byte or nearly so
 * @param all those whose image stands there byte for byte, nearly so, or mirrored
 */
public record Leakage(Split tested, int rows, int identical, int identicalOrNear, int all) {

  /** Share of the split that is leaked in any of these ways, 0 to 1. */
  public double share() {
    return (double) all / rows;
  }
}
