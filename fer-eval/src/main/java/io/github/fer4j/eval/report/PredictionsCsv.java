package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.eval.ScoredExamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Scores as a CSV: a row per face with its row in the data, its label and the probabilities. */
final class PredictionsCsv {
  private static final String FIRST_COLUMNS = "row,truth,";

  private PredictionsCsv() {}

  private static String header(ClassSet classes) {
    return FIRST_COLUMNS + String.join(",", classes.labels());
  }

  static String write(ScoredExamples scores) {
    StringBuilder out = new StringBuilder(header(scores.classSet())).append('\n');
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
    ClassSet classes = classes(lines, resource);
    if (lines.size() == 1) {
      throw new MalformedReportException(resource, "line 2", "a row a face", "nothing");
    }
    int[] rows = new int[lines.size() - 1];
    List<Emotion> truths = new ArrayList<>();
    float[] probabilities = new float[rows.length * classes.size()];
    for (int i = 0; i < rows.length; i++) {
      String line = lines.get(i + 1);
      try {
        String[] fields = line.split(",", 2 + classes.size());
        rows[i] = Integer.parseInt(fields[0]);
        truths.add(classes.emotion(classes.labels().indexOf(fields[1])));
        for (int c = 0; c < classes.size(); c++) {
          probabilities[i * classes.size() + c] = probability(fields[2 + c]);
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new MalformedReportException(
            resource,
            "line " + (i + 2),
            "row, label and " + classes + " probabilities",
            "'" + line + "'");
      }
    }
    return ScoredExamples.ofEmotions(classes, rows, truths, probabilities);
  }

  private static ClassSet classes(List<String> lines, String resource) {
    String found = lines.isEmpty() ? "nothing" : lines.get(0);
    return Arrays.stream(ClassSet.values())
        .filter(classes -> header(classes).equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedReportException(
                    resource,
                    "line 1",
                    Arrays.stream(ClassSet.values())
                        .map(PredictionsCsv::header)
                        .collect(Collectors.joining(" or ")),
                    found));
  }

  private static float probability(String field) {
    float value = Float.parseFloat(field);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("outside 0 to 1");
    }
    return value;
  }
}
