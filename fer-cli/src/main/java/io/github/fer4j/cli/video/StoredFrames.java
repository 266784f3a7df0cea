package io.github.fer4j.cli.video;

import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.Source;
import io.github.fer4j.db.VideoPosition;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackedFace;
import io.github.fer4j.infer.video.VideoSource;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** {@code --store}: each face of each frame that was looked at, in a database. */
final class StoredFrames implements VideoSink {
  private final StoreRun run;
  private final Source source;
  private final ModelReference model;
  private final String detector;
  private final String reading;

  StoredFrames(
      StoreRun run, VideoSource source, ModelReference model, String detector, String reading) {
    this.detector = detector;
    this.reading = reading;
    this.run = run;
    this.source = of(source);
    this.model = model;
  }

  private static Source of(VideoSource video) {
    if (video instanceof VideoSource.File file) {
      return Source.video(file.path());
    }
    return video instanceof VideoSource.Camera camera
        ? Source.camera(camera.index())
        : Source.stream(video.name());
  }

  @Override
  public void accept(Frame frame, List<TrackedFace> faces) {
    Instant now = Instant.now();
    for (TrackedFace face : faces) {
      VideoPosition position =
          new VideoPosition(frame.number(), frame.seconds(), OptionalInt.of(face.number()));
      run.write(
          PredictionRecord.inVideo(source, model, face.face(), position, now)
              .withDetector(detector)
              .withReading(reading));
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
