package io.github.fer4j.cli.fuzz;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.video.AnnotatedVideo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Short videos in every container that is written, and a playlist. */
final class VideoSamples {
  private static final int FRAMES = 4;
  private static final double RATE = 10;

  private VideoSamples() {}

  static List<Sample> make(Path folder) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (String ending : List.of("mp4", "mkv", "webm", "avi")) {
      Path file = folder.resolve("video." + ending);
      try (AnnotatedVideo video = new AnnotatedVideo(file, RATE);
          Picture frame = Picture.of(Portrait.background(64, 48))) {
        for (int i = 0; i < FRAMES; i++) {
          video.add(frame, i / RATE);
        }
        video.finish();
      }
      samples.add(Targets.sample(file));
    }
    byte[] list = "ffconcat version 1.0\nfile video.mp4\n".getBytes(StandardCharsets.US_ASCII);
    samples.add(new Sample("list.mp4", list));
    return samples;
  }
}
