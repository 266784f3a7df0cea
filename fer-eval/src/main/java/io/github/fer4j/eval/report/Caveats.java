package io.github.fer4j.eval.report;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.ScoredExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a reader must know before quoting a figure. */
final class Caveats {
  private Caveats() {}

  /** Sentences, most weighty first; none where the figures can be taken as they are. */
  static List<String> of(Subject subject, ScoredExamples scores) {
    List<String> cautions = new ArrayList<>(of(subject.data(), subject.model()));
    if (scores.classSet() != subject.model().classSet()) {
      cautions.add(
          "The model tells "
              + subject.model().classSet()
              + " classes apart. It was read out over "
              + scores.classSet()
              + ": the probabilities of the others are left out, and the rest is divided by its sum.");
    }
    subject
        .model()
        .reading()
        .filter(ModelCard.CROWD_READING::equals)
        .ifPresent(
            crowd ->
                cautions.add(
                    "Truth is not the label here but what more than 5 of 10 people say (FER+), on"
                        + " the faces on which they agree so far."));
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

  /** Whether the model was trained on the copies of leaked faces, as far as this file can tell. */
  static String ofLeaks(Subject.Data data, Subject.Model model) {
    if (!data.trainedOnThisFile()) {
      return "The model was trained on another file; whether it met their copies there is not known.";
    }
    return "true".equals(model.configuration().get("drop-leaked"))
        ? "This training left their copies out (drop-leaked)."
        : "This training used their copies too.";
  }

  /** Those that follow from which faces and which model these are. */
  static List<String> of(Subject.Data data, Subject.Model model) {
    List<String> cautions = new ArrayList<>();
    if (Optional.of(data.split()).equals(model.chosenOn())) {
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
              ? "The network was trained on these faces: the figures say nothing of new ones."
              : "The network may have been trained on these faces: it was trained on the Training"
                  + " rows of another file, and the two may share faces.");
    } else if (!data.trainedOnThisFile()) {
      cautions.add(
          "The network was trained on another file than this one: leaked faces are looked for among"
              + " this file's Training rows, and there may be others.");
    }
    return cautions;
  }
}
