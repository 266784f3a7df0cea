package io.github.fer4j.cli.video;

import io.github.fer4j.infer.picture.Annotation;
import io.github.fer4j.infer.picture.Annotator;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.video.AnnotatedVideo;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.FrameObserver;
import io.github.fer4j.infer.video.TrackedFace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Hands each frame to the outputs of a run, and says when it is enough. */
final class VideoOutputs implements FrameObserver {
  private final List<VideoSink> sinks;
  private final Optional<AnnotatedVideo> annotated;
  private final Optional<VideoWindow> window;
  private final VideoDisplay display;
  private final double maxSeconds;
  private final BooleanSupplier interrupted;

  VideoOutputs(
      List<VideoSink> sinks,
      Optional<AnnotatedVideo> annotated,
      Optional<VideoWindow> window,
      VideoDisplay display,
      double maxSeconds,
      BooleanSupplier interrupted) {
    this.sinks = sinks;
    this.annotated = annotated;
    this.window = window;
    this.display = display;
    this.maxSeconds = maxSeconds;
    this.interrupted = interrupted;
  }

  @Override
  public boolean onFrame(Frame frame, List<TrackedFace> faces, boolean predicted)
      throws IOException {
    if (predicted) {
      for (VideoSink sink : sinks) {
        sink.accept(frame, faces);
      }
    }
    if (annotated.isPresent() || window.isPresent()) {
      draw(frame, faces);
    }
    display.onFrame(frame, faces);
    return frame.seconds() < maxSeconds
        && !interrupted.getAsBoolean()
        && !window.map(VideoWindow::ended).orElse(false);
  }

  private void draw(Frame frame, List<TrackedFace> faces) throws IOException {
    List<Annotation> annotations =
        faces.stream().map(face -> Annotation.of(face.number(), face.face())).toList();
    try (Picture drawn = Annotator.annotated(frame.picture(), annotations)) {
      if (annotated.isPresent()) {
        annotated.get().add(drawn, frame.seconds());
      }
      window.ifPresent(shown -> shown.show(drawn, frame.seconds()));
    }
  }
}
