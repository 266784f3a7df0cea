package io.github.fer4j.eval.report;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.Explanation;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A face as a PNG file of 48x48 gray pixels. */
final class FacePng {
  private static final int ENLARGED = 3;

  private FacePng() {}

  static byte[] of(FaceImage face) throws IOException {
    return png(gray(face));
  }

  /** The face, enlarged, beneath the map of what spoke for a class. */
  static byte[] of(FaceImage face, Explanation explanation) throws IOException {
    int side = FaceImage.SIDE * ENLARGED;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(gray(face), 0, 0, side, side, null);
    graphics.drawImage(explanation.image(side), 0, 0, null);
    graphics.dispose();
    return png(image);
  }

  private static BufferedImage gray(FaceImage face) {
    BufferedImage image =
        new BufferedImage(FaceImage.SIDE, FaceImage.SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, FaceImage.SIDE, FaceImage.SIDE, face.toBytes());
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}
