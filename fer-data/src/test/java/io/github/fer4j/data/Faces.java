package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Pictures for tests. */
final class Faces {
  private Faces() {}

  /** A picture whose pixel at (x, y) is what the function says, 0 to 255. */
  static FaceImage of(IntBinaryOperator gray) {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) gray.applyAsInt(i % FaceImage.SIDE, i / FaceImage.SIDE);
    }
    return FaceImage.of(pixels);
  }

  /** Every pixel by itself from lowest to highest. */
  static FaceImage noise(long seed, int lowest, int highest) {
    Random random = new Random(seed);
    return of((x, y) -> lowest + random.nextInt(highest - lowest + 1));
  }

  /** The pixels as floats, as an unvaried picture is written. */
  static float[] floats(FaceImage image) {
    float[] floats = new float[FaceImage.PIXELS];
    image.copyTo(floats, 0);
    return floats;
  }
}
