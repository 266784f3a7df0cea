package io.github.fer4j.infer.video;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
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
    // A stream that restarts counts from 0 again.
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
    List<Detection> found = new ArrayList<>(detector.detect(picture));
    for (FaceTrack track : List.copyOf(tracks)) {
      Optional<Detection> own = mostOverlapping(found, track.box());
      own.ifPresentOrElse(
          face -> {
            found.remove(face);
            track.found(face, seconds);
          },
          () -> follow(track, picture, seconds));
    }
    // A new face is searched for once more, closely: few false ones are found again.
    for (Detection face : found) {
      if (isNew(face.box()) && detector.follow(picture, face.box()).isPresent()) {
        tracks.add(new FaceTrack(++lastNumber, face, seconds));
      }
    }
  }

  private void follow(FaceTrack track, Picture picture, double seconds) {
    if (!isOutside(track.box(), picture)) {
      detector
          .follow(picture, track.box())
          .filter(face -> overlapsEnough(face.box(), track.box()))
          .ifPresent(face -> track.found(face, seconds));
    }
  }

  private Optional<Detection> mostOverlapping(List<Detection> faces, BoundingBox last) {
    return faces.stream()
        .filter(face -> overlapsEnough(face.box(), last))
        .max(Comparator.comparingDouble(face -> last.intersectionOverUnion(face.box())));
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
        predictor.predict(picture, tracks.stream().map(FaceTrack::detection).toList());
    List<TrackedFace> tracked = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      tracked.add(tracks.get(i).predicted(faces.get(i).prediction(), seconds, settings.memory()));
    }
    return tracked;
  }
}
