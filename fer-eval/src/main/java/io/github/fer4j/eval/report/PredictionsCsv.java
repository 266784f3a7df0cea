package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.eval.ScoredExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scores as a CSV: a row per face with its row in the data, its label and the probabilities. */
final class PredictionsCsv {
  private static final String HEADER =
      "row,truth,"
          + ClassSet.FIVE.emotions().stream().map(Emotion::label).collect(Collectors.joining(","));
  private static final int COLUMNS = 2 + ClassSet.FIVE.size();

  private PredictionsCsv() {}

  static String write(ScoredExamples scores) {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < scores.size(); i++) {
      out.append(scores.row(i)).append(',').append(scores.labels().get(scores.truth(i)));
      for (int c = 0; c < scores.classes(); c++) {
        out.append(',').append((float) scores.probability(i, c));
      }
      out.append('\n');
    }
    return out.toString();
  }

  static ScoredExamples read(List<String> lines, String resource) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      String found = lines.isEmpty() ? "nothing" : lines.get(0);
      throw new MalformedReportException(resource, "line 1", HEADER, found);
    }
    int[] rows = new int[lines.size() - 1];
    List<Emotion> truths = new ArrayList<>();
    float[] probabilities = new float[rows.length * ClassSet.FIVE.size()];
    for (int i = 0; i < rows.length; i++) {
      String line = lines.get(i + 1);
      try {
        String[] fields = line.split(",", COLUMNS);
        rows[i] = Integer.parseInt(fields[0]);
        truths.add(Emotion.ofLabel(fields[1]));
        for (int c : IntStream.range(0, ClassSet.FIVE.size()).toArray()) {
          probabilities[i * ClassSet.FIVE.size() + c] = Float.parseFloat(fields[2 + c]);
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new MalformedReportException(
            resource, "line " + (i + 2), "row, label and five probabilities", "'" + line + "'");
      }
    }
    return ScoredExamples.ofEmotions(rows, truths, probabilities);
  }
}
