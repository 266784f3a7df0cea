package io.github.fer4j.data.internal;

import io.github.fer4j.core.FaceImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Finds faces that show the same picture. Faces are named by their index in the list, from 0. */
public final class CopySearch {
  private final List<FaceImage> faces;
  private final Map<FaceImage, List<Integer>> byImage = new LinkedHashMap<>();
  private final List<FaceImage> images;
  private final Similarity similarity;

  /** Prepares the search among these faces. */
  public CopySearch(List<FaceImage> faces) {
    this.faces = faces;
    for (int i = 0; i < faces.size(); i++) {
      byImage.computeIfAbsent(faces.get(i), image -> new ArrayList<>()).add(i);
    }
    images = List.copyOf(byImage.keySet());
    similarity = new Similarity(images);
  }

  /** Groups of two and more byte-identical faces, sorted. */
  public List<List<Integer>> identical() {
    return groups(byImage.values());
  }

  /**
   * Groups of faces that are identical or nearly so, where at least two differ in some byte. A face
   * belongs to a group if it is nearly identical to any of its members.
   */
  public List<List<Integer>> nearlyIdentical() {
    return severalImages(linked(similarity::nearlyIdenticalAfter));
  }

  /**
   * Groups of faces that show each other's mirror image, byte for byte or nearly so, with the
   * copies of each.
   */
  public List<List<Integer>> mirrored() {
    return severalImages(linked(similarity::mirroredAfter));
  }

  /** All faces in groups: those that are copies of each other in any way, and each other alone. */
  public List<List<Integer>> partition() {
    Links either =
        (image, found) -> {
          similarity.nearlyIdenticalAfter(image, found);
          similarity.mirroredAfter(image, found);
        };
    return sorted(linked(either));
  }

  /** Tells which of the images after one belong with it. */
  private interface Links {
    void tell(int image, IntConsumer found);
  }

  private Collection<List<Integer>> linked(Links links) {
    int[] leaders = new int[images.size()];
    Arrays.setAll(leaders, i -> i);
    for (int i = 0; i < leaders.length; i++) {
      int image = i;
      links.tell(image, other -> leaders[leader(leaders, other)] = leader(leaders, image));
    }
    Map<Integer, List<Integer>> byLeader = new TreeMap<>();
    for (int i = 0; i < leaders.length; i++) {
      byLeader
          .computeIfAbsent(leader(leaders, i), l -> new ArrayList<>())
          .addAll(byImage.get(images.get(i)));
    }
    return byLeader.values();
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

  private List<List<Integer>> severalImages(Collection<List<Integer>> groups) {
    return groups(
        groups.stream()
            .filter(group -> group.stream().map(faces::get).distinct().count() > 1)
            .toList());
  }

  private static List<List<Integer>> groups(Collection<List<Integer>> members) {
    return sorted(members.stream().filter(group -> group.size() > 1).toList());
  }

  private static List<List<Integer>> sorted(Collection<List<Integer>> groups) {
    return groups.stream()
        .map(group -> group.stream().sorted().toList())
        .sorted(Comparator.comparing(group -> group.get(0)))
        .toList();
  }
}
