package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.data.Example;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What faces are held to show where figures are measured, and which faces those are.
 *
 * @param name {@link ModelCard#LABEL_READING} for the labels of the data, {@link
 *     ModelCard#CROWD_READING} for what most of ten people see
 * @param agreement of these people on the faces that count
 */
public record Truth(String name, Agreement agreement) {

  private static final Truth LABEL = new Truth(ModelCard.LABEL_READING, Agreement.ANY);
  private static final Truth CROWD = new Truth(ModelCard.CROWD_READING, Agreement.MORE_THAN_FIVE);

  /** All that are measured: the labels by how sure people are, and what people say likewise. */
  static final List<Truth> ALL =
      List.of(
          LABEL,
          new Truth(ModelCard.LABEL_READING, Agreement.MORE_THAN_FIVE),
          new Truth(ModelCard.LABEL_READING, Agreement.EIGHT_OR_MORE),
          CROWD,
          new Truth(ModelCard.CROWD_READING, Agreement.EIGHT_OR_MORE),
          new Truth(ModelCard.CROWD_READING, Agreement.FER_PLUS));

  /** What a reading is trained to answer: the labels, or what more than five of ten people say. */
  public static Truth ofReading(String reading) {
    return reading.equals(ModelCard.CROWD_READING) ? CROWD : LABEL;
  }

  /** Whether the labels of the data are the truth, not people's votes. */
  boolean isLabel() {
    return name.equals(ModelCard.LABEL_READING);
  }

  /** Name for people: {@code labels} or {@code votes}. */
  String title() {
    return isLabel() ? "labels" : "votes";
  }

  /** The class of examples that count. */
  Function<Example, Emotion> among(ClassSet classes) {
    return example -> of(example, classes).orElseThrow();
  }

  /** The class of an example; empty if the example does not count. */
  public Optional<Emotion> of(Example example, ClassSet classes) {
    Optional<Emotion> crowd = agreement.crowd(example, classes);
    if (!isLabel()) {
      return crowd;
    }
    return agreement == Agreement.ANY || crowd.isPresent()
        ? example.emotion(classes)
        : Optional.empty();
  }
}
