package io.github.fer4j.infer.video;

import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Short videos of a drawn face that moves to the right. */
final class SampleVideos {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;
  static final double RATE = 25;

  private SampleVideos() {}

  static Path write(Path file, int frames) throws IOException {
    return write(file, frames, 1 / RATE);
  }

  static Path write(Path file, int frames, double secondsBetween) throws IOException {
    try (AnnotatedVideo video = new AnnotatedVideo(file, RATE)) {
      for (int i = 0; i < frames; i++) {
        try (Picture picture = frame(i)) {
          video.add(picture, i * secondsBetween);
        }
      }
      video.finish();
    }
    return file;
  }

  static Picture frame(int number) {
    BufferedImage image = Portrait.background(WIDTH, HEIGHT);
    Portrait.draw(image, faceX(number), 115, 100);
    return Picture.of(image);
  }

  static int faceX(int number) {
    return 100 + 3 * number;
  }
}
