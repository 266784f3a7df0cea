package io.github.fer4j.train;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.train.checkpoint.DataIdentity;
import java.util.List;

/**
 * What a network learns from and what its choices are made on.
 *
 * @param training examples that have a class, in file order
 * @param validation those of PublicTest
 * @param sha256 of the CSV as it lies on disk
 */
public record TrainingData(List<Example> training, List<Example> validation, String sha256) {

  public TrainingData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * The two splits of a data set that training may see.
   *
   * @throws io.github.fer4j.data.MalformedDataException if one of them has no row
   */
  public static TrainingData of(FerDataset dataset) {
    return new TrainingData(
        dataset.examples(Split.TRAINING), dataset.examples(Split.PUBLIC_TEST), dataset.sha256());
  }

  /** What a checkpoint remembers of it. */
  public DataIdentity identity() {
    return new DataIdentity(sha256, training.size(), validation.size());
  }

  /** The class of an example, which every example here has. */
  static Emotion emotionOf(Example example) {
    return example.label().emotion().orElseThrow();
  }
}
