package io.github.fer4j.train;

import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.audit.DatasetAudit;
import io.github.fer4j.train.checkpoint.DataIdentity;
import io.github.fer4j.train.config.TrainingConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What a network learns from and what its choices are made on.
 *
 * @param training examples that have a class, in file order
 * @param validation those of PublicTest
 * @param sha256 of the CSV as it lies on disk
 */
record TrainingData(List<Example> training, List<Example> validation, String sha256) {

  public TrainingData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * The two splits of a data set that training may see.
   *
   * @param config says which classes count, and whether training faces are left out whose image is
   *     also in a test split, byte for byte or nearly so
   * @throws io.github.fer4j.data.MalformedDataException if one of them has no row
   * @throws IllegalArgumentException if no training face is left
   */
  static TrainingData of(FerDataset dataset, TrainingConfig config) {
    TrainingData all =
        new TrainingData(
            dataset.examples(Split.TRAINING, config.classes()),
            dataset.examples(Split.PUBLIC_TEST, config.classes()),
            dataset.sha256());
    return config.dropLeaked() ? all.withoutLeaked(dataset) : all;
  }

  private TrainingData withoutLeaked(FerDataset dataset) {
    Set<Integer> leaked =
        DatasetAudit.of(dataset)
            .rowsAlsoIn(Split.TRAINING, Set.of(Split.PUBLIC_TEST, Split.PRIVATE_TEST));
    List<Example> kept =
        training.stream().filter(example -> !leaked.contains(example.row())).toList();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          dataset.file()
              + ": every training face is also in a test split; nothing is left to train on. Use other data,"
              + " or set drop-leaked to false");
    }
    return new TrainingData(kept, validation, sha256);
  }

  /** What a checkpoint remembers of it. */
  DataIdentity identity() {
    return new DataIdentity(sha256, training.size(), validation.size(), targets());
  }

  /** Digest of the rows in their order, with what is learnt of them. */
  private String targets() {
    MessageDigest digest = digest();
    for (List<Example> part : List.of(training, validation)) {
      for (Example example : part) {
        String votes = example.votes().map(said -> said.counts().toString()).orElse("");
        String row = example.row() + " " + example.label() + " " + votes + "\n";
        digest.update(row.getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
