package io.github.fer4j.eval.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.ClassMetrics;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.McNemar;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.ScoredExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two models on the same faces.
 *
 * @param schema file name of the JSON schema that describes this
 * @param formatVersion version of the layout of comparison.json: 1
 * @param bootstrap how the intervals were drawn
 * @param cautions what to keep in mind of either report
 * @param sides the two reports' subjects, first and second
 * @param classes recall and F1 of each class
 * @param readings accuracy of each reading that both reports have, over the same faces
 * @param emotions over the classes
 * @param states over the two states, by the most probable class
 */
public record Comparison(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    Bootstrap bootstrap,
    List<String> cautions,
    List<Side> sides,
    List<ClassPair> classes,
    List<ReadingPair> readings,
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
   * One class.
   *
   * @param label of the class
   * @param support its faces
   * @param first figures of the first
   * @param second figures of the second
   */
  public record ClassPair(String label, int support, Found first, Found second) {}

  /**
   * One reading against one truth.
   *
   * @param reading which of the models' outputs
   * @param truth what it is measured against
   * @param faces that count
   * @param first accuracy of the first
   * @param second accuracy of the second
   */
  public record ReadingPair(
      String reading, Truth truth, int faces, Estimate first, Estimate second) {}

  /**
   * How well a class is found.
   *
   * @param recall share of its faces that were found; absent where it has none
   * @param f1 harmonic mean of precision and recall; absent where it neither is there nor was said
   */
  public record Found(OptionalDouble recall, OptionalDouble f1) {
    private static Found of(ClassMetrics metrics) {
      return new Found(metrics.recall(), metrics.f1());
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
      McNemar mcNemar) {
    private static Paired of(ScoredExamples first, ScoredExamples second, Bootstrap bootstrap) {
      return new Paired(
          Figures.byKey(bootstrap.estimates(first)),
          Figures.byKey(bootstrap.estimates(second)),
          Figures.byKey(bootstrap.differences(first, second)),
          McNemar.of(first, second));
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
    requireSameClasses(first.scores().classSet(), second.scores().classSet());
    return new Comparison(
        SCHEMA,
        FORMAT_VERSION,
        bootstrap,
        Stream.of(first, second)
            .flatMap(folder -> folder.report().cautions().stream())
            .distinct()
            .toList(),
        List.of(before, after),
        classes(first.scores(), second.scores()),
        readings(first.report(), second.report()),
        Paired.of(first.scores(), second.scores(), bootstrap),
        Paired.of(
            first.scores().statesByTopClass(), second.scores().statesByTopClass(), bootstrap));
  }

  private static List<ReadingPair> readings(Report first, Report second) {
    List<ReadingPair> pairs = new ArrayList<>();
    for (Readings.Row before : rows(first)) {
      for (Readings.Row after : rows(second)) {
        if (before.reading().equals(after.reading())
            && before.truth().equals(after.truth())
            && before.figures().faces() == after.figures().faces()) {
          pairs.add(
              new ReadingPair(
                  before.reading(),
                  before.truth(),
                  before.figures().faces(),
                  accuracy(before),
                  accuracy(after)));
        }
      }
    }
    return pairs;
  }

  private static List<Readings.Row> rows(Report report) {
    return report.readings().content().map(Readings::rows).orElse(List.of());
  }

  private static Estimate accuracy(Readings.Row row) {
    return row.figures().emotions().get(Metric.ACCURACY.key());
  }

  private static List<ClassPair> classes(ScoredExamples first, ScoredExamples second) {
    List<ClassMetrics> before = ConfusionMatrix.of(first).perClass();
    List<ClassMetrics> after = ConfusionMatrix.of(second).perClass();
    return IntStream.range(0, before.size())
        .mapToObj(
            c ->
                new ClassPair(
                    before.get(c).label(),
                    before.get(c).support(),
                    Found.of(before.get(c)),
                    Found.of(after.get(c))))
        .toList();
  }

  /** The classes that both are over. */
  ClassSet classSet() {
    return ClassSet.ofLabels(classes.stream().map(ClassPair::label).toList()).orElseThrow();
  }

  private static void requireSameClasses(ClassSet first, ClassSet second) {
    if (first != second) {
      ClassSet fewer = first.includes(second) ? second : first;
      throw new IllegalArgumentException(
          "Only reports over the same classes can be compared, not one over "
              + first
              + " and one over "
              + second
              + "; evaluate both over "
              + fewer
              + " (fer evaluate --classes "
              + fewer
              + ")");
    }
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
