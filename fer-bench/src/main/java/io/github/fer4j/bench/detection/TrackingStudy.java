package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.video.TrackedFace;
import io.github.fer4j.infer.video.TrackingSettings;
import io.github.fer4j.infer.video.VideoPredictor;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** What following faces through videos loses, and what it takes, in scenes with one moving face. */
public final class TrackingStudy {
  private static final int FRAMES = 100;
  private static final double MEDIAN = 50;
  private static final double SLOWEST_TWENTIETH = 95;

  private TrackingStudy() {}

  /**
   * The figures of one way to follow faces.
   *
   * @param videos how many
   * @param framesWithFace frames in which the face was there
   * @param labelled those of them in which it was found and labelled
   * @param falseFaces faces that are none, over all frames
   * @param facesFound videos in which the face was labelled at least once
   * @param numbers different numbers under which the face was known, over all videos
   * @param changes how often the face's top class changed from a frame to the next
   * @param medianMillis from a frame's pixels to its labelled faces
   * @param slowMillis 19 of 20 frames take less
   * @param framesPerSecond over all frames, reading them not counted
   */
  public record Result(
      int videos,
      int framesWithFace,
      int labelled,
      int falseFaces,
      int facesFound,
      int numbers,
      int changes,
      double medianMillis,
      double slowMillis,
      double framesPerSecond) {

    /** Share of the frames with a face in which it was labelled, 0 to 1. */
    public double labelledShare() {
      return framesWithFace == 0 ? 0 : (double) labelled / framesWithFace;
    }

    /** False faces a frame. */
    public double falsePerFrame() {
      return (double) falseFaces / (videos * FRAMES);
    }

    /** How many numbers a face had that was found: 1 if it was never lost. */
    public double numbersPerFace() {
      return facesFound == 0 ? 0 : (double) numbers / facesFound;
    }

    /** Changes of the label a second in which there was one. */
    public double changesPerSecond() {
      return labelled == 0 ? 0 : changes * MovingScene.FRAMES_PER_SECOND / labelled;
    }
  }

  /**
   * Follows the faces of these examples, four seconds each.
   *
   * @throws IllegalArgumentException if there are no examples
   */
  public static Result of(
      EmotionPredictor predictor,
      TrackingSettings settings,
      SceneComposer composer,
      List<Example> examples)
      throws IOException {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("A study needs one example at least");
    }
    Tally tally = new Tally();
    for (Example example : examples) {
      try (MovingScene scene = composer.inMotion(example, FRAMES)) {
        tally.follow(scene, VideoPredictor.builder(predictor).tracking(settings).build());
      }
    }
    return tally.result(examples.size());
  }

  private static final class Tally {
    private final DescriptiveStatistics millis = new DescriptiveStatistics();
    private int framesWithFace;
    private int labelled;
    private int falseFaces;
    private int facesFound;
    private int numbers;
    private int changes;

    void follow(MovingScene scene, VideoPredictor videos) throws IOException {
      Set<Integer> known = new HashSet<>();
      Emotion[] last = new Emotion[1];
      TimedFrames frames = new TimedFrames(scene);
      videos.run(
          frames,
          (frame, faces, predicted) -> {
            millis.addValue(frames.nanosSinceRead() / (double) TimeUnit.MILLISECONDS.toNanos(1));
            Optional<BoundingBox> place = scene.frame(frame.seconds());
            Optional<TrackedFace> face = place.flatMap(box -> at(faces, box));
            framesWithFace += place.isPresent() ? 1 : 0;
            falseFaces += faces.size() - (face.isPresent() ? 1 : 0);
            face.ifPresent(
                found -> {
                  labelled++;
                  known.add(found.number());
                  Emotion emotion = found.face().prediction().emotion();
                  changes += last[0] != null && last[0] != emotion ? 1 : 0;
                  last[0] = emotion;
                });
            return true;
          });
      facesFound += known.isEmpty() ? 0 : 1;
      numbers += known.size();
    }

    private static Optional<TrackedFace> at(List<TrackedFace> faces, BoundingBox place) {
      List<BoundingBox> boxes = faces.stream().map(face -> face.face().box()).toList();
      return DetectionStudy.found(boxes, place).map(box -> faces.get(boxes.indexOf(box)));
    }

    Result result(int videos) {
      return new Result(
          videos,
          framesWithFace,
          labelled,
          falseFaces,
          facesFound,
          numbers,
          changes,
          millis.getPercentile(MEDIAN),
          millis.getPercentile(SLOWEST_TWENTIETH),
          TimeUnit.SECONDS.toMillis(1) / millis.getMean());
    }
  }
}
