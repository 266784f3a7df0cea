package io.github.fer4j.train.reframed;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.FaceFraming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** What a detector finds, misses and makes up in scenes with one face each. */
public final class DetectionStudy {
  // A cascade's boxes are smaller or larger than FER2013's frames by as much as a half.
  private static final double SAME_FACE = 0.25;

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
      int scenes, int missed, int falseFinds, Optional<FaceFraming> framing, double medianMillis) {

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
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("A study needs one example at least");
    }
    List<Double> scales = new ArrayList<>();
    List<Double> shifts = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    int falseFinds = 0;
    for (Example example : examples) {
      try (Scene scene = composer.compose(example)) {
        long start = System.nanoTime();
        List<BoundingBox> boxes = detector.detect(scene.picture());
        millis.add((System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
        Optional<BoundingBox> face = found(boxes, scene.frame());
        falseFinds += boxes.size() - (face.isPresent() ? 1 : 0);
        face.ifPresent(box -> note(box, scene.frame(), scales, shifts));
      }
    }
    return new Result(
        examples.size(),
        examples.size() - scales.size(),
        falseFinds,
        scales.isEmpty()
            ? Optional.empty()
            : Optional.of(new FaceFraming(median(scales), median(shifts))),
        median(millis));
  }

  /** The box that is the face in this frame. */
  static Optional<BoundingBox> found(List<BoundingBox> boxes, BoundingBox frame) {
    return boxes.stream()
        .filter(box -> box.intersectionOverUnion(frame) >= SAME_FACE)
        .max(Comparator.comparingDouble(frame::intersectionOverUnion));
  }

  private static void note(
      BoundingBox box, BoundingBox frame, List<Double> scales, List<Double> shifts) {
    double side = Math.max(box.width(), box.height());
    scales.add(frame.width() / side);
    shifts.add((frame.y1() + frame.y2() - box.y1() - box.y2()) / 2.0 / side);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : DoubleStream.of(sorted[middle - 1], sorted[middle]).average().orElseThrow();
  }
}
