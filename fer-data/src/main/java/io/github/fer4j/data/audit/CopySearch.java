package io.github.fer4j.data.audit;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Finds examples that show the same picture. */
final class CopySearch {
  private static final Comparator<Example> BY_ROW = Comparator.comparingInt(Example::row);

  private final Map<FaceImage, List<Example>> byImage = new LinkedHashMap<>();
  private final List<FaceImage> images;
  private final Similarity similarity;

  /** Prepares the search among these examples. */
  CopySearch(List<Example> examples) {
    for (Example example : examples) {
      byImage.computeIfAbsent(example.image(), image -> new ArrayList<>()).add(example);
    }
    images = List.copyOf(byImage.keySet());
    similarity = new Similarity(images);
  }

  /** Groups of byte-identical images. */
  List<DuplicateGroup> identical() {
    return groups(byImage.values());
  }

  /**
   * Groups of images that are identical or nearly so, where at least two differ in some byte. An
   * image belongs to a group if it is nearly identical to any of its members.
   */
  List<DuplicateGroup> nearlyIdentical() {
    return linked(similarity::nearlyIdenticalAfter);
  }

  /**
   * Groups of images that show each other's mirror image, byte for byte or nearly so, with the
   * copies of each.
   */
  List<DuplicateGroup> mirrored() {
    return linked(similarity::mirroredAfter);
  }

  /** Tells which of the images after one belong with it. */
  private interface Links {
    void tell(int image, IntConsumer found);
  }

  private List<DuplicateGroup> linked(Links links) {
    int[] leaders = new int[images.size()];
    Arrays.setAll(leaders, i -> i);
    for (int i = 0; i < leaders.length; i++) {
      int image = i;
      links.tell(image, other -> leaders[leader(leaders, other)] = leader(leaders, image));
    }
    Map<Integer, List<Example>> byLeader = new HashMap<>();
    for (int i = 0; i < leaders.length; i++) {
      byLeader
          .computeIfAbsent(leader(leaders, i), l -> new ArrayList<>())
          .addAll(byImage.get(images.get(i)));
    }
    return groups(
        byLeader.values().stream()
            .filter(members -> members.stream().map(Example::image).distinct().count() > 1)
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
        .map(examples -> new DuplicateGroup(examples.stream().sorted(BY_ROW).toList()))
        .sorted(Comparator.comparing((DuplicateGroup group) -> group.examples().get(0), BY_ROW))
        .toList();
  }
}
