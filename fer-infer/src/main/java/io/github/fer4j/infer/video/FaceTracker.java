package io.github.fer4j.infer.video;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.picture.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the faces of a video apart by how their boxes overlap from frame to frame. */
final class FaceTracker {
  private final EmotionPredictor predictor;
  private final FaceDetector detector;
  private final TrackingSettings settings;
  private final List<FaceTrack> tracks = new ArrayList<>();
  private double lastDetection = Double.NEGATIVE_INFINITY;
  private int lastNumber;

  FaceTracker(EmotionPredictor predictor, TrackingSettings settings) {
    this.predictor = predictor;
    this.detector = predictor.detector();
    this.settings = settings;
  }

  /** The faces of the next frame, in the order of their numbers. */
  List<TrackedFace> next(Picture picture, double seconds) {
    // Streams that start anew count from 0 again.
    boolean due = Math.abs(seconds - lastDetection) >= settings.detectionInterval();
    if (due) {
      lastDetection = seconds;
      detect(picture, seconds);
    } else {
      tracks.forEach(track -> follow(track, picture, seconds));
    }
    tracks.removeIf(
        track -> track.isLost(seconds, settings.patience()) || isOutside(track.box(), picture));
    return predicted(picture, seconds);
  }

  private void detect(Picture picture, double seconds) {
    List<BoundingBox> found = new ArrayList<>(detector.detect(picture));
    for (FaceTrack track : List.copyOf(tracks)) {
      Optional<BoundingBox> own = mostOverlapping(found, track.box());
      own.ifPresentOrElse(
          box -> {
            found.remove(box);
            track.found(box, seconds);
          },
          () -> follow(track, picture, seconds));
    }
    // A face found anew is looked at once more, closely: few false ones stand that.
    for (BoundingBox box : found) {
      if (isNew(box) && detector.follow(picture, box).isPresent()) {
        tracks.add(new FaceTrack(++lastNumber, box, seconds));
      }
    }
  }

  private void follow(FaceTrack track, Picture picture, double seconds) {
    if (!isOutside(track.box(), picture)) {
      detector
          .follow(picture, track.box())
          .filter(box -> overlapsEnough(box, track.box()))
          .ifPresent(box -> track.found(box, seconds));
    }
  }

  private Optional<BoundingBox> mostOverlapping(List<BoundingBox> boxes, BoundingBox last) {
    return boxes.stream()
        .filter(box -> overlapsEnough(box, last))
        .max(Comparator.comparingDouble(last::intersectionOverUnion));
  }

  private boolean overlapsEnough(BoundingBox box, BoundingBox last) {
    return box.intersectionOverUnion(last) >= settings.leastOverlap();
  }

  private boolean isNew(BoundingBox box) {
    return tracks.stream().noneMatch(track -> overlapsEnough(box, track.box()));
  }

  private static boolean isOutside(BoundingBox box, Picture picture) {
    return box.x2() <= 0
        || box.y2() <= 0
        || box.x1() >= picture.width()
        || box.y1() >= picture.height();
  }

  private List<TrackedFace> predicted(Picture picture, double seconds) {
    List<FacePrediction> faces =
        predictor.predict(picture, tracks.stream().map(FaceTrack::box).toList());
    List<TrackedFace> tracked = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      tracked.add(tracks.get(i).predicted(faces.get(i).prediction(), seconds, settings.memory()));
    }
    return tracked;
  }
}
