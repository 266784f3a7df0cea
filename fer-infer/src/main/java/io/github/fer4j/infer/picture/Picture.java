package io.github.fer4j.infer.picture;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.infer.internal.natives.OpenCv;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Range;
import org.opencv.imgproc.Imgproc;

/**
 * An upright picture, 8 bits a channel, blue-green-red or, where it was read so, gray, outside the
 * Java heap. Whoever makes one closes it.
 */
public final class Picture implements AutoCloseable {
  private static final double TO_8_BITS = 1.0 / 257;
  private static final double OPAQUE = 255;

  private final Mat pixels;

  private Picture(Mat pixels) {
    this.pixels = pixels;
  }

  /**
   * A picture from OpenCV's form. The matrix stays the caller's; one that is 8-bit blue-green-red
   * already is shared and not copied.
   *
   * @param pixels 8 or 16 bits unsigned; gray, blue-green-red or blue-green-red-alpha, which is
   *     laid over white
   * @throws IllegalArgumentException if it is empty or of another kind
   */
  public static Picture of(Mat pixels) {
    if (pixels.empty() || pixels.dims() != 2) {
      throw new IllegalArgumentException("A picture needs pixels in two dimensions: " + pixels);
    }
    if (pixels.depth() == CvType.CV_16U) {
      Mat narrow = new Mat();
      pixels.convertTo(narrow, CvType.CV_8U, TO_8_BITS);
      try {
        return of(narrow);
      } finally {
        narrow.release();
      }
    }
    if (pixels.depth() != CvType.CV_8U) {
      throw unknownKind(pixels);
    }
    return new Picture(blueGreenRed(pixels));
  }

  /** A picture from Java's form, of any type; what is transparent is laid over white. */
  public static Picture of(BufferedImage image) {
    OpenCv.load();
    BufferedImage flat = image.getType() == BufferedImage.TYPE_3BYTE_BGR ? image : flat(image);
    Mat pixels = new Mat(flat.getHeight(), flat.getWidth(), CvType.CV_8UC3);
    pixels.put(0, 0, bytes(flat));
    return new Picture(pixels);
  }

  private static BufferedImage flat(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = flat.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return flat;
  }

  // An image that is part of a larger one shares its bytes: then only a copy has them in a row.
  private static byte[] bytes(BufferedImage image) {
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int expected = image.getWidth() * image.getHeight() * 3;
    return bytes.length == expected && image.getRaster().getParent() == null
        ? bytes
        : bytes(flat(image));
  }

  private static Mat blueGreenRed(Mat pixels) {
    switch (pixels.channels()) {
      case 1:
        Mat color = new Mat();
        Imgproc.cvtColor(pixels, color, Imgproc.COLOR_GRAY2BGR);
        return color;
      case 3:
        return new Mat(pixels, Range.all());
      case 4:
        return overWhite(pixels);
      default:
        throw unknownKind(pixels);
    }
  }

  private static IllegalArgumentException unknownKind(Mat pixels) {
    return new IllegalArgumentException(
        "A picture has 1, 3 or 4 channels of 8 or 16 bits, not "
            + CvType.typeToString(pixels.type()));
  }

  // color · alpha + 255 · (1 - alpha), alpha being 0 to 255 here.
  private static Mat overWhite(Mat pixels) {
    List<Mat> channels = new ArrayList<>();
    Core.split(pixels, channels);
    Mat alpha = channels.remove(3);
    Mat white = new Mat();
    Core.bitwise_not(alpha, white);
    for (Mat channel : channels) {
      Core.multiply(channel, alpha, channel, 1 / OPAQUE);
      Core.add(channel, white, channel);
    }
    Mat merged = new Mat();
    Core.merge(channels, merged);
    channels.forEach(Mat::release);
    alpha.release();
    white.release();
    return merged;
  }

  /**
   * A gray picture, which takes a third of a colored one's memory; the pixels stay the caller's.
   */
  static Picture ofGray(Mat pixels) {
    if (pixels.type() == CvType.CV_8UC1) {
      return new Picture(new Mat(pixels, Range.all()));
    }
    try (Picture picture = of(pixels)) {
      return new Picture(picture.gray());
    }
  }

  /** The pixels, 8-bit blue-green-red or gray, valid until this picture is closed. */
  public Mat pixels() {
    return pixels;
  }

  /** Whether it has no colors. */
  public boolean isGray() {
    return pixels.channels() == 1;
  }

  /**
   * The pixels in gray (ITU-R BT.601), 8 bits, to be read alone: those of a gray picture are
   * shared.
   *
   * @return a matrix that the caller releases
   */
  public Mat gray() {
    if (isGray()) {
      return new Mat(pixels, Range.all());
    }
    Mat gray = new Mat();
    Imgproc.cvtColor(pixels, gray, Imgproc.COLOR_BGR2GRAY);
    return gray;
  }

  /** Width in pixels. */
  public int width() {
    return pixels.cols();
  }

  /** Height in pixels. */
  public int height() {
    return pixels.rows();
  }

  /**
   * A part of this picture, which shares its pixels; valid until this picture is closed.
   *
   * @throws IllegalArgumentException if the box leaves the picture
   */
  public Picture part(BoundingBox box) {
    if (box.x1() < 0 || box.y1() < 0 || box.x2() > width() || box.y2() > height()) {
      throw new IllegalArgumentException(
          "The box " + box.coordinates() + " leaves a picture of " + width() + "x" + height());
    }
    return new Picture(pixels.submat(box.y1(), box.y2(), box.x1(), box.x2()));
  }

  /** Gives the pixels' memory back. */
  @Override
  public void close() {
    pixels.release();
  }
}
