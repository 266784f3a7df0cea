package io.github.fer4j.eval.report;

import io.github.fer4j.core.Split;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.ScoredExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a reader must know before quoting a figure. */
final class Caveats {
  private Caveats() {}

  /** Sentences, most weighty first; none where the figures can be taken as they are. */
  static List<String> of(Subject subject, ScoredExamples scores) {
    List<String> cautions = new ArrayList<>(of(subject.data(), subject.model()));
    ConfusionMatrix matrix = ConfusionMatrix.of(scores);
    List<String> there =
        IntStream.range(0, matrix.classes())
            .filter(index -> matrix.support(index) > 0)
            .mapToObj(matrix.labels()::get)
            .toList();
    if (there.size() == 1) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "All %,d faces are %s: what needs faces of two classes is undefined, and shown as a"
                  + " dash.",
              scores.size(),
              there.get(0)));
    }
    return cautions;
  }

  /** Those that follow from which faces and which model these are. */
  static List<String> of(Subject.Data data, Subject.Model model) {
    List<String> cautions = new ArrayList<>();
    if (data.split().equals(model.chosenOn())) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "%s chose the epoch%s, and is the split that is reported here: the figures flatter"
                  + " the model a little. %s, which chose nothing, is the one to quote.",
              data.split(),
              data.split().equals(Split.PUBLIC_TEST.usage())
                  ? ", the temperature and the threshold"
                  : "",
              Split.PRIVATE_TEST.usage()));
    }
    if (data.split().equals(Split.TRAINING.usage())) {
      cautions.add(
          data.trainedOnThisFile()
              ? "The network learnt from these very faces: the figures say nothing of new ones."
              : "The network may have learnt from these very faces: Training is what networks learn"
                  + " from, and the files differ.");
    } else if (!data.trainedOnThisFile()) {
      cautions.add(
          "The network learnt from another file than this one: leaked faces are looked for among"
              + " this file's Training rows, and others may have been learnt unseen.");
    }
    return cautions;
  }
}
