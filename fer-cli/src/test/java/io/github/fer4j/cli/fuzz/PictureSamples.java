package io.github.fer4j.cli.fuzz;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import io.github.fer4j.infer.Portrait;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small pictures in every format that is read. */
final class PictureSamples {
  private static final int SIDE = 40;
  private static final String WEBP =
      "UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoBAAEAAUAmJaACdLoB+AADsAD+8ut//NgVzXPv9//S4P0uD9Lg/9KQAAA=";

  private PictureSamples() {}

  static List<Sample> make() throws IOException {
    List<Sample> samples = new ArrayList<>();
    BufferedImage colored = Portrait.background(SIDE, SIDE);
    for (String format : List.of("png", "jpg", "bmp", "gif", "tif")) {
      samples.add(new Sample("picture." + format, written(colored, format, false, null)));
    }
    samples.add(new Sample("progressive.jpg", written(colored, "jpg", true, null)));
    samples.add(new Sample("interlaced.png", written(colored, "png", true, null)));
    BufferedImage deep = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
    samples.add(new Sample("deep.png", written(deep, "png", false, null)));
    samples.add(new Sample("deep.tif", written(deep, "tif", false, "Deflate")));
    samples.add(new Sample("lzw.tif", written(colored, "tif", false, "LZW")));
    samples.add(new Sample("pixel.webp", Base64.getDecoder().decode(WEBP)));
    return samples;
  }

  private static byte[] written(
      BufferedImage picture, String format, boolean inPasses, String compression)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    if (inPasses) {
      settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    if (compression != null) {
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionType(compression);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
