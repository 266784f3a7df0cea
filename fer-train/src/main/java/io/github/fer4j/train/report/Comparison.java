package io.github.fer4j.train.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.train.evaluation.Bootstrap;
import io.github.fer4j.train.evaluation.Estimate;
import io.github.fer4j.train.evaluation.McNemarTest;
import io.github.fer4j.train.evaluation.Scores;
import java.util.List;
import java.util.Map;

/**
 * Two models on the same faces.
 *
 * @param schema file name of the JSON schema that describes this
 * @param formatVersion version of the layout of comparison.json: 1
 * @param bootstrap how the intervals were drawn
 * @param sides the two reports' subjects, first and second
 * @param emotions over the five classes
 * @param states over the two states, by the most probable class
 */
public record Comparison(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    Bootstrap bootstrap,
    List<Side> sides,
    Paired emotions,
    Paired states) {

  /** The layout that this code writes. */
  public static final int FORMAT_VERSION = 1;

  /** File name of the JSON schema. */
  public static final String SCHEMA = "comparison.schema.json";

  /**
   * One of the two.
   *
   * @param name its model
   * @param sha256 of the model
   * @param split that was evaluated
   * @param faces that were evaluated
   * @param dataSha256 of the CSV
   * @param created when the report was made
   */
  public record Side(
      String name, String sha256, String split, int faces, String dataSha256, String created) {
    private static Side of(Report report) {
      return new Side(
          report.subject().model().name(),
          report.subject().model().sha256(),
          report.subject().data().split(),
          report.figures().faces(),
          report.subject().data().sha256(),
          report.created());
    }
  }

  /**
   * Figures side by side.
   *
   * @param first figures of the first, by key
   * @param second figures of the second
   * @param difference second less first, over the same resamples of faces
   * @param mcNemar whether they are right equally often
   */
  public record Paired(
      Map<String, Estimate> first,
      Map<String, Estimate> second,
      Map<String, Estimate> difference,
      McNemarTest mcNemar) {
    private static Paired of(Scores first, Scores second, Bootstrap bootstrap) {
      return new Paired(
          Figures.byKey(bootstrap.estimates(first)),
          Figures.byKey(bootstrap.estimates(second)),
          Figures.byKey(bootstrap.differences(first, second)),
          McNemarTest.of(first, second));
    }
  }

  /**
   * Compares two reports.
   *
   * @throws IllegalArgumentException if they are not of the same split of the same file
   */
  public static Comparison of(ReportFolder first, ReportFolder second, Bootstrap bootstrap) {
    Side before = Side.of(first.report());
    Side after = Side.of(second.report());
    requireSame("split", before.split(), after.split());
    requireSame("data (SHA-256)", before.dataSha256(), after.dataSha256());
    return new Comparison(
        SCHEMA,
        FORMAT_VERSION,
        bootstrap,
        List.of(before, after),
        Paired.of(first.scores(), second.scores(), bootstrap),
        Paired.of(
            first.scores().statesByTopClass(), second.scores().statesByTopClass(), bootstrap));
  }

  private static void requireSame(String what, String first, String second) {
    if (!first.equals(second)) {
      throw new IllegalArgumentException(
          "Only reports on the same faces can be compared; their "
              + what
              + " differs: "
              + first
              + " and "
              + second);
    }
  }
}
