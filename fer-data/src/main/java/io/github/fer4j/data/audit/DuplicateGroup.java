package io.github.fer4j.data.audit;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Examples that show the same picture.
 *
 * @param examples in the order of the file; at least two
 */
public record DuplicateGroup(List<Example> examples) {

  public DuplicateGroup {
    examples = List.copyOf(examples);
    if (examples.size() < 2) {
      throw new IllegalArgumentException(
          "A group has two examples or more, not " + examples.size());
    }
  }

  /** How many examples there are beyond the first. */
  public int surplus() {
    return examples.size() - 1;
  }

  /** The splits that they stand in. */
  public Set<Split> splits() {
    return examples.stream().map(Example::split).collect(Collectors.toSet());
  }

  /** Whether their labels contradict each other. */
  public boolean isConflicting() {
    return examples.stream().map(Example::label).distinct().count() > 1;
  }

  /** Labels in the group, how often each. */
  public Map<FerLabel, Long> labels() {
    return examples.stream()
        .collect(Collectors.groupingBy(Example::label, LinkedHashMap::new, Collectors.counting()));
  }

  /** Groups of byte-identical images. */
  static List<DuplicateGroup> identical(List<Example> examples) {
    Map<FaceImage, List<Example>> byImage = new LinkedHashMap<>();
    for (Example example : examples) {
      byImage.computeIfAbsent(example.image(), image -> new ArrayList<>()).add(example);
    }
    return groups(byImage.values());
  }

  /**
   * Groups of images that are identical or nearly so, where at least two differ in some byte. An
   * image belongs to a group if it is nearly identical to any of its members.
   */
  static List<DuplicateGroup> nearlyIdentical(List<Example> examples) {
    Map<FaceImage, List<Example>> byImage = new LinkedHashMap<>();
    for (Example example : examples) {
      byImage.computeIfAbsent(example.image(), image -> new ArrayList<>()).add(example);
    }
    List<FaceImage> images = List.copyOf(byImage.keySet());
    Similarity similarity = new Similarity(images);
    int[] leaders = new int[images.size()];
    Arrays.setAll(leaders, i -> i);
    for (int i = 0; i < leaders.length; i++) {
      int image = i;
      similarity.nearlyIdenticalAfter(
          image, other -> leaders[leader(leaders, other)] = leader(leaders, image));
    }
    Map<Integer, List<FaceImage>> byLeader = new HashMap<>();
    for (int i = 0; i < leaders.length; i++) {
      byLeader.computeIfAbsent(leader(leaders, i), l -> new ArrayList<>()).add(images.get(i));
    }
    return groups(
        byLeader.values().stream()
            .filter(members -> members.size() > 1)
            .map(members -> members.stream().map(byImage::get).flatMap(List::stream).toList())
            .toList());
  }

  // Union-find: follows the leaders to the one that leads itself.
  private static int leader(int[] leaders, int member) {
    int at = member;
    while (leaders[at] != at) {
      leaders[at] = leaders[leaders[at]];
      at = leaders[at];
    }
    return at;
  }

  private static List<DuplicateGroup> groups(Collection<List<Example>> members) {
    return members.stream()
        .filter(examples -> examples.size() > 1)
        .map(DuplicateGroup::sorted)
        .sorted((a, b) -> Integer.compare(a.examples.get(0).row(), b.examples.get(0).row()))
        .toList();
  }

  private static DuplicateGroup sorted(List<Example> examples) {
    return new DuplicateGroup(
        examples.stream().sorted((a, b) -> Integer.compare(a.row(), b.row())).toList());
  }
}
