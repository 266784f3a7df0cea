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
import java.util.stream.Stream;

/**
 * What a network learns from and what its choices are made on. A final run, which has none to make,
 * learns from both.
 *
 * @param training examples of Training that have a class, in file order
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
   * @param config says which classes count, and whether faces that are learnt from are left out
   *     whose image is also in a test split, byte for byte or nearly so. PublicTest is no test
   *     split of a final run: what it has in common with Training is learnt twice, as copies within
   *     Training are.
   * @throws io.github.fer4j.data.MalformedDataException if one of them has no row
   * @throws IllegalArgumentException if no face is left to learn from, or the data of a final run
   *     have no PrivateTest to compare with
   */
  static TrainingData of(FerDataset dataset, TrainingConfig config) {
    TrainingData all =
        new TrainingData(
            dataset.examples(Split.TRAINING, config.classes()),
            dataset.examples(Split.PUBLIC_TEST, config.classes()),
            dataset.sha256());
    if (!config.dropLeaked()) {
      return all;
    }
    return config.finalRun() ? all.withoutPrivateTest(dataset) : all.withoutTests(dataset);
  }

  private TrainingData withoutTests(FerDataset dataset) {
    DatasetAudit audit = DatasetAudit.of(dataset);
    Set<Split> tests = Set.of(Split.PUBLIC_TEST, Split.PRIVATE_TEST);
    return new TrainingData(
        without(audit.rowsAlsoIn(Split.TRAINING, tests), training, dataset), validation, sha256);
  }

  private TrainingData withoutPrivateTest(FerDataset dataset) {
    if (dataset.summary().rows(Split.PRIVATE_TEST) == 0) {
      throw new IllegalArgumentException(
          dataset.file()
              + ": drop-leaked of a final run leaves out copies of PrivateTest's faces, and these data"
              + " have no row of PrivateTest; give data that have it, or set drop-leaked to false");
    }
    DatasetAudit audit = DatasetAudit.of(dataset);
    Set<Split> test = Set.of(Split.PRIVATE_TEST);
    return new TrainingData(
        without(audit.rowsAlsoIn(Split.TRAINING, test), training, dataset),
        without(audit.rowsAlsoIn(Split.PUBLIC_TEST, test), validation, dataset),
        sha256);
  }

  private static List<Example> without(
      Set<Integer> leaked, List<Example> examples, FerDataset dataset) {
    List<Example> kept =
        examples.stream().filter(example -> !leaked.contains(example.row())).toList();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          dataset.file()
              + ": every face of "
              + examples.get(0).split().usage()
              + " is also in a test split; nothing is left to train on. Use other data, or set"
              + " drop-leaked to false");
    }
    return kept;
  }

  /** The faces that a run learns from: Training's, and in a final run PublicTest's after them. */
  List<Example> learntIn(TrainingConfig config) {
    return config.finalRun()
        ? Stream.concat(training.stream(), validation.stream()).toList()
        : training;
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
