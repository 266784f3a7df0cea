package io.github.fer4j.eval;

import java.util.Locale;
import java.util.OptionalDouble;

/** An {@link Evaluation} as plain text for a terminal, at most 80 columns wide. */
public final class EvaluationText {
  private static final int WIDTH = 80;
  private static final int FIRST_COLUMN = 22;
  private static final int COLUMN = 10;

  /** Of more than five classes. */
  private static final int NARROW_COLUMN = 9;

  private static final String ABSENT = "-";

  private final StringBuilder out = new StringBuilder();

  private EvaluationText() {}

  /** Lines of text, each ended by a line feed. */
  public static String of(Evaluation evaluation) {
    EvaluationText text = new EvaluationText();
    text.metrics(evaluation);
    text.perClass(evaluation.confusion());
    text.matrix(evaluation.classSet().title(), evaluation.confusion());
    text.matrix("Two states, by the top class", evaluation.statesByTopClass().matrix());
    text.matrix("Two states, by summed probability", evaluation.statesBySum().matrix());
    return text.out.toString();
  }

  private void metrics(Evaluation evaluation) {
    cells(
        evaluation.examples() + " faces",
        evaluation.classSet().size() + " classes",
        "states",
        "by sum");
    for (Metric metric : Metric.values()) {
      cells(
          metric.title(),
          number(metric.of(evaluation.emotions())),
          number(metric.of(evaluation.statesByTopClass())),
          number(metric.of(evaluation.statesBySum())));
    }
    out.append('\n');
  }

  private void perClass(ConfusionMatrix matrix) {
    cells("Class", "precision", "recall", "F1", "support");
    for (ClassMetrics row : matrix.perClass()) {
      cells(
          row.label(),
          number(row.precision()),
          number(row.recall()),
          number(row.f1()),
          Integer.toString(row.support()));
    }
    out.append('\n');
  }

  private void matrix(String title, ConfusionMatrix matrix) {
    out.append(title).append(" (truth in the rows)\n");
    cells("", matrix.labels().toArray(String[]::new));
    for (int truth = 0; truth < matrix.classes(); truth++) {
      String[] counts = new String[matrix.classes()];
      for (int decision = 0; decision < counts.length; decision++) {
        counts[decision] = Integer.toString(matrix.count(truth, decision));
      }
      cells(matrix.labels().get(truth), counts);
    }
    out.append('\n');
  }

  private void cells(String first, String... others) {
    int column = FIRST_COLUMN + others.length * COLUMN <= WIDTH ? COLUMN : NARROW_COLUMN;
    int firstColumn = Math.min(FIRST_COLUMN, WIDTH - others.length * column);
    out.append(String.format("%-" + firstColumn + "s", first));
    for (String cell : others) {
      out.append(String.format("%" + column + "s", cell));
    }
    out.append('\n');
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : ABSENT;
  }
}
