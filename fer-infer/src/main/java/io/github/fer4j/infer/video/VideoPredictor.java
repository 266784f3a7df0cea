package io.github.fer4j.infer.video;

import io.github.fer4j.infer.EmotionPredictor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the faces in videos, follows them and tells their expressions. Keeps nothing from one video
 * to the next; may be used by several threads for several videos.
 *
 * <pre>{@code
 * VideoPredictor videos = new VideoPredictor(predictor, TrackingSettings.DEFAULT, 1);
 * try (FrameReader frames = VideoSource.of("interview.mp4").open()) {
 *   videos.run(frames, (frame, faces, predicted) -> { ...; return true; });
 * }
 * }</pre>
 */
public final class VideoPredictor {
  private final EmotionPredictor predictor;
  private final TrackingSettings settings;
  private final int every;

  /**
   * @param predictor whose detector looks over the frames; it stays the caller's
   * @param settings how faces are followed
   * @param every 1 to look at every frame, n to look at every n-th
   * @throws IllegalArgumentException if {@code every} is not positive
   */
  public VideoPredictor(EmotionPredictor predictor, TrackingSettings settings, int every) {
    if (every < 1) {
      throw new IllegalArgumentException("Every frame is 1, every other is 2: not " + every);
    }
    this.predictor = predictor;
    this.settings = settings;
    this.every = every;
  }

  /**
   * Works through a video until it ends or the observer has enough.
   *
   * @throws IOException if the source fails, or what the observer throws
   */
  public VideoSummary run(FrameReader frames, FrameObserver observer) throws IOException {
    FaceTracker tracker = new FaceTracker(predictor, settings);
    List<TrackedFace> faces = List.of();
    long count = 0;
    double seconds = 0;
    boolean goOn = true;
    while (goOn) {
      Optional<Frame> next = frames.next();
      if (next.isEmpty()) {
        break;
      }
      Frame frame = next.get();
      boolean predicted = frame.number() % every == 0;
      if (predicted) {
        faces = tracker.next(frame.picture(), frame.seconds());
      }
      count++;
      seconds = frame.seconds();
      goOn = observer.onFrame(frame, faces, predicted);
    }
    return new VideoSummary(count, seconds, frames.declaredSeconds(), !goOn);
  }
}
