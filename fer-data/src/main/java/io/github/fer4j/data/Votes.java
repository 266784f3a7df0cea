package io.github.fer4j.data;

import io.github.fer4j.core.Emotion;
import java.util.List;
import java.util.Optional;

/**
 * What ten people said of a face (E. Barsoum et al., "Training deep networks for facial expression
 * recognition with crowd-sourced label distribution", arXiv 1608.01041; the FER+ labels).
 *
 * @param counts votes by the columns of FER+: neutral, happiness, surprise, sadness, anger,
 *     disgust, fear, contempt, unknown, not a face
 */
public record Votes(List<Integer> counts) {
  /** How many answers there are. */
  static final int ANSWERS = 10;

  private static final int UNKNOWN = 8;
  private static final int NOT_A_FACE = 9;

  /** Votes for a class beyond which more than half of ten people agree. */
  private static final int HALF = 5;

  /**
   * @throws IllegalArgumentException if there are not ten counts, or one is negative
   */
  public Votes {
    counts = List.copyOf(counts);
    if (counts.size() != ANSWERS || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "Votes are " + ANSWERS + " counts of 0 or more, not " + counts);
    }
  }

  /** How many people chose a class. */
  public int of(Emotion emotion) {
    return counts.get(column(emotion));
  }

  private static int column(Emotion emotion) {
    return switch (emotion) {
      case NEUTRAL -> 0;
      case HAPPY -> 1;
      case SURPRISE -> 2;
      case SAD -> 3;
      case ANGRY -> 4;
      case DISGUST -> 5;
      case FEAR -> 6;
      case CONTEMPT -> 7;
    };
  }

  /** The class that more than five people chose; empty if they do not agree so far. */
  public Optional<Emotion> majority(List<Emotion> classes) {
    return majority(classes, HALF);
  }

  /**
   * The class that most people agree on.
   *
   * @param moreThan how many votes are not enough, 5 or more, so that no two classes can have more
   * @return the class with more votes than that; empty if there is none
   */
  public Optional<Emotion> majority(List<Emotion> classes, int moreThan) {
    if (moreThan < HALF) {
      throw new IllegalArgumentException(
          "More than "
              + moreThan
              + " of ten votes are no majority; ask for more than 5 or greater");
    }
    return classes.stream().filter(emotion -> of(emotion) > moreThan).findFirst();
  }

  /**
   * The majority by FER+'s own rule, which published figures on FER+ use: single votes are left out
   * as outliers, and the class has more than half of the votes that remain, those for "unknown" and
   * "not a face" among them.
   *
   * @return empty if there is none, or it is none of these classes
   */
  public Optional<Emotion> ferPlusMajority(List<Emotion> classes) {
    int remaining = counts.stream().filter(votes -> votes > 1).mapToInt(Integer::intValue).sum();
    return classes.stream()
        .filter(emotion -> of(emotion) > 1 && 2 * of(emotion) > remaining)
        .findFirst();
  }

  /**
   * The votes for these classes as shares that sum to 1, single votes left out as outliers (section
   * 3 of the paper); empty if none is left, or most people saw no face or did not know.
   *
   * @return shares in the order of the classes
   */
  public Optional<double[]> distribution(List<Emotion> classes) {
    double[] shares =
        classes.stream().mapToInt(this::of).mapToDouble(votes -> votes > 1 ? votes : 0).toArray();
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    if (sum == 0 || counts.get(UNKNOWN) > HALF || counts.get(NOT_A_FACE) > HALF) {
      return Optional.empty();
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return Optional.of(shares);
  }
}
