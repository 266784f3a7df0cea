package io.github.fer4j.data.synthetic;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A drawn data set in FER2013's format: all seven labels, equally often, in all three splits. Two
 * data sets of the same size and seed are the same byte for byte.
 *
 * @param perClass training faces of each label, at least 1; the two test splits have an eighth as
 *     many each, as in FER2013, but at least one
 * @param seed decides every face
 */
public record SyntheticFaces(int perClass, long seed) {
  private static final int TEST_SHARE = 8;

  /**
   * @throws IllegalArgumentException if perClass is less than 1
   */
  public SyntheticFaces {
    if (perClass < 1) {
      throw new IllegalArgumentException("Faces per class: " + perClass + ", expected 1 or more");
    }
  }

  /**
   * Draws one face.
   *
   * @param label what it expresses
   * @param seed decides everything else
   */
  public static FaceImage draw(FerLabel label, long seed) {
    RandomSequence random = RandomSequence.ofMixed(seed);
    Person person = Person.draw(random);
    Expression expression = Expression.draw(label, random);
    Shot shot = Shot.draw(random);
    return new FacePainter(person, expression, shot).paint(random);
  }

  /** How many faces of each label a split has. */
  public int perClass(Split split) {
    return split == Split.TRAINING ? perClass : Math.max(1, perClass / TEST_SHARE);
  }

  /** How many rows the data set has. */
  public int rows() {
    int rows = 0;
    for (Split split : Split.values()) {
      rows += perClass(split) * FerLabel.COUNT;
    }
    return rows;
  }

  /**
   * Draws the whole data set lazily, row by row: one split after another, labels mixed within it.
   */
  public Stream<Example> examples() {
    RandomSequence random = RandomSequence.ofMixed(seed);
    List<Sitting> sittings = new ArrayList<>(rows());
    for (Split split : Split.values()) {
      for (FerLabel label : shuffledLabels(perClass(split), random)) {
        sittings.add(new Sitting(label, split, random.nextLong(), sittings.size() + 1));
      }
    }
    return sittings.stream().map(Sitting::draw);
  }

  /** A face that is to be drawn. */
  private record Sitting(FerLabel label, Split split, long seed, int row) {
    Example draw() {
      return new Example(SyntheticFaces.draw(label, seed), label, split, row);
    }
  }

  private static List<FerLabel> shuffledLabels(int each, RandomSequence random) {
    List<FerLabel> labels = new ArrayList<>(each * FerLabel.COUNT);
    for (int i = 0; i < each; i++) {
      labels.addAll(List.of(FerLabel.values()));
    }
    // Not shuffle(): a seed gives the faces that it has always given.
    for (int i = labels.size() - 1; i > 0; i--) {
      Collections.swap(labels, i, (int) (random.nextDouble() * (i + 1)));
    }
    return labels;
  }
}
