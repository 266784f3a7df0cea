package io.github.fer4j.eval.report;

import io.github.fer4j.core.FaceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A face as a PNG file of 48x48 gray pixels. */
final class FacePng {
  private FacePng() {}

  static byte[] of(FaceImage face) throws IOException {
    BufferedImage image =
        new BufferedImage(FaceImage.SIDE, FaceImage.SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, FaceImage.SIDE, FaceImage.SIDE, face.toBytes());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}
