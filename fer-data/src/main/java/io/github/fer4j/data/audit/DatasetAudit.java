package io.github.fer4j.data.audit;

import io.github.fer4j.core.Split;
import io.github.fer4j.data.DatasetSummary;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.internal.CopySearch;
import io.github.fer4j.data.internal.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a data set has wrong with it. All seven labels are counted: a copy of an image misleads
 * whatever it is called.
 *
 * @param file name of the file that was audited
 * @param sha256 of the file as it lies on disk
 * @param summary rows by split and label
 * @param identical groups of byte-identical images, blank ones among them
 * @param nearlyIdentical groups of images that are identical or nearly so, at least two of which
 *     differ in some byte
 * @param mirrored groups of images that show each other's mirror image, identical or nearly so
 * @param blank examples whose image is of one colour
 * @param brightness by split, for those that have rows
 */
public record DatasetAudit(
    String file,
    String sha256,
    DatasetSummary summary,
    List<DuplicateGroup> identical,
    List<DuplicateGroup> nearlyIdentical,
    List<DuplicateGroup> mirrored,
    List<Example> blank,
    Map<Split, Brightness> brightness) {

  /** Looks through a data set; 32,000 images take a few seconds. */
  public static DatasetAudit of(FerDataset dataset) {
    List<Example> examples = dataset.allExamples();
    CopySearch copies = new CopySearch(examples.stream().map(Example::image).toList());
    return new DatasetAudit(
        String.valueOf(dataset.file().getFileName()),
        dataset.sha256(),
        dataset.summary(),
        groups(examples, copies.identical()),
        groups(examples, copies.nearlyIdentical()),
        groups(examples, copies.mirrored()),
        examples.stream().filter(example -> Similarity.isBlank(example.image())).toList(),
        brightnessBySplit(examples));
  }

  private static List<DuplicateGroup> groups(List<Example> examples, List<List<Integer>> groups) {
    return groups.stream()
        .map(group -> new DuplicateGroup(group.stream().map(examples::get).toList()))
        .toList();
  }

  private static Map<Split, Brightness> brightnessBySplit(List<Example> examples) {
    Map<Split, Brightness> bySplit = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<Example> ofSplit = examples.stream().filter(e -> e.split() == split).toList();
      if (!ofSplit.isEmpty()) {
        bySplit.put(split, Brightness.of(ofSplit));
      }
    }
    return bySplit;
  }

  /** The splits that have rows, in order. */
  public List<Split> splits() {
    return Arrays.stream(Split.values()).filter(split -> summary.rows(split) > 0).toList();
  }

  /** Examples beyond the first of each group. */
  public static int surplus(List<DuplicateGroup> groups) {
    return groups.stream().mapToInt(DuplicateGroup::surplus).sum();
  }

  /** Groups whose labels contradict each other. */
  public static List<DuplicateGroup> conflicting(List<DuplicateGroup> groups) {
    return groups.stream().filter(DuplicateGroup::isConflicting).toList();
  }

  /** Groups that are in more than one split. */
  public static List<DuplicateGroup> acrossSplits(List<DuplicateGroup> groups) {
    return groups.stream().filter(group -> group.splits().size() > 1).toList();
  }

  /** How much of each split other than Training is also in Training. */
  public List<Leakage> leakage() {
    List<Leakage> leakages = new ArrayList<>();
    Set<Split> training = Set.of(Split.TRAINING);
    for (Split split : splits()) {
      if (split != Split.TRAINING) {
        leakages.add(
            new Leakage(
                split,
                summary.rows(split),
                rowsAlsoIn(identical, split, training).size(),
                identicalOrNear(split, training),
                rowsAlsoIn(split, training).size()));
      }
    }
    return leakages;
  }

  /**
   * Rows of a split whose image stands, byte for byte, nearly so or mirrored, in one of the others
   * too (whoever flips pictures in training learns a mirrored one just as well). Rows of Training
   * that stand in a test split are those to leave out of training; rows of a test split that stand
   * in Training are those to leave out of a test.
   *
   * @return row numbers as {@link Example#row} has them, sorted
   */
  public Set<Integer> rowsAlsoIn(Split split, Set<Split> others) {
    Set<Integer> rows = rowsAlsoIn(identical, split, others);
    rows.addAll(rowsAlsoIn(nearlyIdentical, split, others));
    rows.addAll(rowsAlsoIn(mirrored, split, others));
    return rows;
  }

  private int identicalOrNear(Split split, Set<Split> others) {
    Set<Integer> rows = rowsAlsoIn(identical, split, others);
    rows.addAll(rowsAlsoIn(nearlyIdentical, split, others));
    return rows.size();
  }

  private static Set<Integer> rowsAlsoIn(
      Collection<DuplicateGroup> groups, Split split, Set<Split> others) {
    Set<Integer> rows = new TreeSet<>();
    groups.stream()
        .filter(group -> group.splits().stream().anyMatch(s -> s != split && others.contains(s)))
        .flatMap(group -> rowsOf(group, split))
        .forEach(rows::add);
    return rows;
  }

  private static Stream<Integer> rowsOf(DuplicateGroup group, Split split) {
    return group.examples().stream().filter(example -> example.split() == split).map(Example::row);
  }
}
