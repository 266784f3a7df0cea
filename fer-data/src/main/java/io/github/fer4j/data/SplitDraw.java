package io.github.fer4j.data;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.data.LoadedRows.Splits;
import io.github.fer4j.data.internal.CopySearch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Draws the splits that data lack, from their training rows. */
final class SplitDraw {
  private static final int PERCENT = 100;

  private final List<Example> examples;
  private final Split[] splits;
  private final RandomSequence random;

  private SplitDraw(List<Example> examples, long seed) {
    this.examples = examples;
    this.splits = examples.stream().map(Example::split).toArray(Split[]::new);
    this.random = RandomSequence.ofMixed(seed);
  }

  /**
   * The same rows with validation and test where they lack them and the options, or their default,
   * ask for them.
   *
   * @throws MalformedDataException if a share is given for a split that the data have
   */
  static LoadedRows complete(String resource, LoadedRows rows, SplitOptions options) {
    double validation =
        share(
            resource,
            rows,
            Split.PUBLIC_TEST,
            options.validationShare(),
            rows.splits() != Splits.USAGE);
    double test =
        share(
            resource, rows, Split.PRIVATE_TEST, options.testShare(), rows.splits() == Splits.NONE);
    if (validation == 0 && test == 0) {
      return rows;
    }
    SplitDraw draw = new SplitDraw(rows.examples(), options.seed());
    draw.draw(validation, test);
    return new LoadedRows(
        rows.form() + "; " + description(validation, test, options.seed()),
        rows.sha256(),
        draw.result(),
        rows.skipped(),
        Splits.NONE);
  }

  private static double share(
      String resource, LoadedRows rows, Split split, OptionalDouble given, boolean byDefault) {
    long present = rows.examples().stream().filter(example -> example.split() == split).count();
    if (present == 0) {
      return given.orElse(byDefault ? SplitOptions.DEFAULT_SHARE : 0);
    }
    if (given.isPresent()) {
      throw MalformedDataException.inFile(
          resource,
          "",
          "data without a split " + split.usage() + ", as a share for it is given",
          present + " rows of it",
          "Leave the share out.");
    }
    return 0;
  }

  private static String description(double validation, double test, long seed) {
    List<String> drawn = new ArrayList<>();
    if (validation > 0) {
      drawn.add(percent(validation) + " for validation (PublicTest)");
    }
    if (test > 0) {
      drawn.add(percent(test) + " for test (PrivateTest)");
    }
    return "drawn from its training rows by seed " + seed + ": " + String.join(", ", drawn);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3g %%", PERCENT * share);
  }

  private void draw(double validation, double test) {
    Map<FerLabel, List<List<Integer>>> byLabel = new EnumMap<>(FerLabel.class);
    for (List<Integer> group : groupsOfTraining()) {
      FerLabel label = examples.get(group.get(0)).label();
      byLabel.computeIfAbsent(label, l -> new ArrayList<>()).add(group);
    }
    for (List<List<Integer>> groups : byLabel.values()) {
      random.shuffle(groups);
      int rows = groups.stream().mapToInt(List::size).sum();
      int next = take(groups, 0, Math.round(validation * rows), Split.PUBLIC_TEST);
      take(groups, next, Math.round(test * rows), Split.PRIVATE_TEST);
    }
  }

  /** Groups of copies, each a list of indices, with a group of its own for whatever has none. */
  private List<List<Integer>> groupsOfTraining() {
    List<Integer> training = new ArrayList<>();
    for (int i = 0; i < splits.length; i++) {
      if (splits[i] == Split.TRAINING) {
        training.add(i);
      }
    }
    CopySearch copies =
        new CopySearch(training.stream().map(i -> examples.get(i).image()).toList());
    return copies.partition().stream()
        .map(group -> group.stream().map(training::get).toList())
        .toList();
  }

  private int take(List<List<Integer>> groups, int from, long rows, Split split) {
    int next = from;
    long taken = 0;
    while (taken < rows && next < groups.size()) {
      List<Integer> group = groups.get(next++);
      group.forEach(i -> splits[i] = split);
      taken += group.size();
    }
    return next;
  }

  private List<Example> result() {
    List<Example> result = new ArrayList<>(splits.length);
    for (int i = 0; i < splits.length; i++) {
      Example example = examples.get(i);
      result.add(
          new Example(example.image(), example.label(), splits[i], example.row(), example.votes()));
    }
    return result;
  }
}
