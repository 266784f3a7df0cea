package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.detect.FaceDetector;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** What a detector finds, misses and makes up in scenes with one face each. */
public final class DetectionStudy {
  // A cascade's boxes are smaller or larger than FER2013's frames by as much as a half.
  private static final double SAME_FACE = 0.25;

  private static final double MEDIAN = 50;

  private DetectionStudy() {}

  /**
   * The figures of one detector.
   *
   * @param scenes how many were searched
   * @param missed in how many the face was not found
   * @param falseFinds boxes that are no face, over all scenes
   * @param framing leads from the detector's boxes to the data set's frames: medians over the found
   *     faces; empty if none was found
   * @param medianMillis of a search
   */
  public record Result(
      int scenes, int missed, int falseFinds, Optional<FaceCrop> framing, double medianMillis) {

    /** Share of the faces that were missed, 0 to 1. */
    public double missRate() {
      return (double) missed / scenes;
    }

    /** False boxes a picture. */
    public double falseFindsPerPicture() {
      return (double) falseFinds / scenes;
    }
  }

  /**
   * Searches the scenes of these examples.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Result of(FaceDetector detector, SceneComposer composer, List<Example> examples) {
    DetectionTally tally = new DetectionTally();
    overScenes(
        composer,
        examples,
        scene -> {
          long start = System.nanoTime();
          List<BoundingBox> boxes = boxes(detector.detect(scene.picture()));
          tally.add(boxes, scene.frame(), millisSince(start));
        });
    return tally.result();
  }

  /**
   * Searches the scenes once and says what would have come of several values of {@code
   * minNeighbors}.
   *
   * @param detector whose {@code minNeighbors} is 2 or more, and not above any of these
   * @param neighbors the values
   * @return a result a value, in the same order
   * @throws IllegalArgumentException if there are no examples
   */
  public static List<Result> byNeighbors(
      CascadeFaceDetector detector,
      SceneComposer composer,
      List<Example> examples,
      List<Integer> neighbors) {
    List<DetectionTally> tallies = neighbors.stream().map(each -> new DetectionTally()).toList();
    overScenes(
        composer,
        examples,
        scene -> {
          long start = System.nanoTime();
          List<Detection> finds = detector.detect(scene.picture());
          double millis = millisSince(start);
          for (int i = 0; i < tallies.size(); i++) {
            int least = neighbors.get(i);
            List<BoundingBox> boxes =
                boxes(finds.stream().filter(find -> find.score() > least).toList());
            tallies.get(i).add(boxes, scene.frame(), millis);
          }
        });
    return tallies.stream().map(DetectionTally::result).toList();
  }

  private static void overScenes(
      SceneComposer composer, List<Example> examples, Consumer<Scene> search) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("A study needs one example at least");
    }
    for (Example example : examples) {
      try (Scene scene = composer.compose(example)) {
        search.accept(scene);
      }
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  static List<BoundingBox> boxes(List<Detection> finds) {
    return finds.stream().map(Detection::box).toList();
  }

  /** The box that is the face in this frame. */
  static Optional<BoundingBox> found(List<BoundingBox> boxes, BoundingBox frame) {
    return boxes.stream()
        .filter(box -> box.intersectionOverUnion(frame) >= SAME_FACE)
        .max(Comparator.comparingDouble(frame::intersectionOverUnion));
  }

  /** The find that is the face in this frame. */
  static Optional<Detection> face(List<Detection> faces, BoundingBox frame) {
    return found(boxes(faces), frame)
        .flatMap(box -> faces.stream().filter(face -> face.box().equals(box)).findFirst());
  }

  /** Counts over scenes. */
  private static final class DetectionTally {
    private final DescriptiveStatistics scales = new DescriptiveStatistics();
    private final DescriptiveStatistics shifts = new DescriptiveStatistics();
    private final DescriptiveStatistics millis = new DescriptiveStatistics();
    private int falseFinds;

    void add(List<BoundingBox> boxes, BoundingBox frame, double elapsedMillis) {
      millis.addValue(elapsedMillis);
      Optional<BoundingBox> face = found(boxes, frame);
      falseFinds += boxes.size() - (face.isPresent() ? 1 : 0);
      face.ifPresent(box -> note(box, frame));
    }

    private void note(BoundingBox box, BoundingBox frame) {
      double side = Math.max(box.width(), box.height());
      scales.addValue(frame.width() / side);
      shifts.addValue((frame.y1() + frame.y2() - box.y1() - box.y2()) / 2.0 / side);
    }

    Result result() {
      int scenes = (int) millis.getN();
      int found = (int) scales.getN();
      return new Result(
          scenes, scenes - found, falseFinds, framing(found), millis.getPercentile(MEDIAN));
    }

    private Optional<FaceCrop> framing(int found) {
      return found == 0
          ? Optional.empty()
          : Optional.of(new FaceCrop(scales.getPercentile(MEDIAN), shifts.getPercentile(MEDIAN)));
    }
  }
}
