package io.github.fer4j.eval.report;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.eval.Bootstrap;
import java.util.List;

/**
 * Everything that is known of a model on a split.
 *
 * @param schema file name of the JSON schema that describes this
 * @param formatVersion version of the layout
 * @param created when, ISO 8601, UTC
 * @param subject what was evaluated
 * @param cautions what to keep in mind before quoting a figure, sentence by sentence
 * @param bootstrap how the intervals were drawn
 * @param figures as it is
 * @param augmented with test-time augmentation
 * @param withoutLeaked without the faces that are also in Training
 * @param readings every reading of the model against labels and votes; absent in older reports
 * @param baselines what the figures are to be held against
 * @param emotions class by class
 * @param statesByTopClass two states by the most probable emotion
 * @param statesBySum two states by summed probability
 * @param calibration probabilities against accuracy
 * @param decisions coverage, thresholds, rules
 * @param training its course
 * @param failures where it is wrong
 * @param robustness under worse pictures
 * @param speed what a prediction costs
 * @param notMeasured what these figures do not say, sentence by sentence
 */
public record Report(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String created,
    Subject subject,
    List<String> cautions,
    Bootstrap bootstrap,
    Figures figures,
    Section<Figures> augmented,
    Section<Figures> withoutLeaked,
    Section<Readings> readings,
    Baselines baselines,
    Classification emotions,
    Classification statesByTopClass,
    Classification statesBySum,
    Calibration calibration,
    Decisions decisions,
    Section<TrainingCurves> training,
    Failures failures,
    Section<Robustness> robustness,
    Section<Speed> speed,
    List<String> notMeasured) {

  /**
   * @throws NullPointerException with the part's name if a part is absent
   */
  public Report {
    requireNonNull(subject, "subject");
    requireNonNull(bootstrap, "bootstrap");
    requireNonNull(figures, "figures");
    readings = requireNonNullElse(readings, Section.absent("This report has none."));
    cautions = List.copyOf(requireNonNull(cautions, "cautions"));
    notMeasured = List.copyOf(requireNonNull(notMeasured, "not_measured"));
  }

  /** The layout that this code writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** What no evaluation on FER2013 can say. */
  static final List<String> NOT_MEASURED =
      List.of(
          "Fairness: FER2013 carries no labels of age, sex, skin or origin, so nothing is known of"
              + " how errors fall on groups of people.",
          "Everyday faces: the images were found by web search for words of emotion; many are posed"
              + " or acted, cropped tightly, and photographed for sale.",
          "Truth: labels were given by search words and a check by people, and many are doubtful;"
              + " part of the error is the labels'.",
          "Feeling: the label names how a face looks, not what a person feels.",
          "Faces in the wild as a detector cuts them: every face here comes cut to 48x48 already.");
}
