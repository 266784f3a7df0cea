package io.github.fer4j.spark;

import io.github.fer4j.infer.Portrait;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of one drawn face each, at another place in every one, and of none. */
final class TestPictures {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;

  private TestPictures() {}

  static List<Path> write(Path folder, int count) throws IOException {
    return write(folder, 0, count);
  }

  static List<Path> write(Path folder, int from, int to) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = from; i < to; i++) {
      BufferedImage image = Portrait.background(WIDTH, HEIGHT);
      Portrait.draw(image, 140 + 4 * (i % 12), 115 + i % 10, 110);
      Path file = folder.resolve("face %03d.png".formatted(i));
      ImageIO.write(image, "png", file.toFile());
      files.add(file);
    }
    return files;
  }

  /** Pictures of the background alone. */
  static void writeFaceless(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      BufferedImage image = Portrait.background(WIDTH, HEIGHT);
      ImageIO.write(image, "png", folder.resolve("wall %03d.png".formatted(i)).toFile());
    }
  }
}
