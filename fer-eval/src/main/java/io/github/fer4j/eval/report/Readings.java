package io.github.fer4j.eval.report;

import io.github.fer4j.eval.Bootstrap;
import java.util.List;

/**
 * Each reading of a face that the model has, against the labels of the data and against what ten
 * people see, by how far they agree.
 *
 * @param rows a reading against a truth each
 */
public record Readings(List<Row> rows) {

  /**
   * One reading against one truth.
   *
   * @param reading which of the model's outputs
   * @param truth what it is measured against
   * @param figures of the faces that count
   */
  public record Row(String reading, Truth truth, Figures figures) {}

  static Readings of(List<ReadingScores> scores, Bootstrap bootstrap) {
    return new Readings(
        scores.stream()
            .map(
                each -> new Row(each.reading(), each.truth(), Figures.of(each.scores(), bootstrap)))
            .toList());
  }
}
