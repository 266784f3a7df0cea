package io.github.fer4j.infer.video;

import io.github.fer4j.infer.EmotionPredictor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the faces in videos, follows them and recognises their expressions. Keeps nothing from one
 * video to the next; may be used by several threads for several videos.
 *
 * <pre>{@code
 * VideoPredictor videos = VideoPredictor.builder(predictor).every(2).build();
 * try (FrameReader frames = VideoSource.of("interview.mp4").open()) {
 *   videos.run(frames, (frame, faces, predicted) -> { ...; return true; });
 * }
 * }</pre>
 */
public final class VideoPredictor {
  private final EmotionPredictor predictor;
  private final TrackingSettings settings;
  private final int every;

  private VideoPredictor(Builder parts) {
    this.predictor = parts.predictor;
    this.settings = parts.settings;
    this.every = parts.every;
  }

  /**
   * A builder, in which everything but the predictor has a default.
   *
   * @param predictor whose detector searches the frames; it stays the caller's
   */
  public static Builder builder(EmotionPredictor predictor) {
    return new Builder(predictor);
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

  /** The parts of a video predictor; what is not set has a default. */
  public static final class Builder {
    private final EmotionPredictor predictor;
    private TrackingSettings settings;
    private int every = 1;

    private Builder(EmotionPredictor predictor) {
      this.predictor = predictor;
      this.settings = TrackingSettings.of(predictor.detector());
    }

    /** How faces are followed; by default as {@link TrackingSettings#of} has it. */
    public Builder tracking(TrackingSettings chosen) {
      this.settings = chosen;
      return this;
    }

    /**
     * Predicts every n-th frame; by default every frame.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder every(int interval) {
      if (interval < 1) {
        throw new IllegalArgumentException("interval must be 1 or more, was " + interval);
      }
      this.every = interval;
      return this;
    }

    /** The video predictor. */
    public VideoPredictor build() {
      return new VideoPredictor(this);
    }
  }
}
