package io.github.fer4j.eval.report;

import io.github.fer4j.eval.Estimate;
import java.util.List;

/**
 * What becomes of the accuracy where the faces are made worse.
 *
 * @param faces a sample of the evaluated ones, the same under every condition
 * @param untouched accuracy on the sample as it is
 * @param corruptions ways of making them worse
 */
public record Robustness(int faces, Estimate untouched, List<Course> corruptions) {

  /**
   * One way, from little to much.
   *
   * @param name such as {@code Blur}
   * @param unit of its strength, such as {@code σ, pixels}
   * @param steps by rising strength, the untouched faces not among them
   */
  public record Course(String name, String unit, List<Step> steps) {}

  /**
   * One strength.
   *
   * @param strength in the course's unit
   * @param accuracy over the classes
   * @param stateAccuracy over two states, by top class
   */
  public record Step(double strength, Estimate accuracy, Estimate stateAccuracy) {}
}
