package io.github.fer4j.infer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * A picture of 40x24 pixels that shows which way up it is: red, lime, blue and white from the top
 * left to the bottom right.
 */
public final class Quadrants {
  public static final int WIDTH = 40;
  public static final int HEIGHT = 24;

  private static final Color[] COLORS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
  private static final double LOSSY = 30;

  private Quadrants() {}

  public static BufferedImage image(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < COLORS.length; i++) {
      graphics.setColor(COLORS[i]);
      graphics.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
    }
    graphics.dispose();
    return image;
  }

  public static BufferedImage image() {
    return image(BufferedImage.TYPE_INT_RGB);
  }

  public static byte[] encoded(String format) {
    return encoded(image(), format);
  }

  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, out)).as("ImageIO writes " + format).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** One of the files beside this class, which ImageMagick and libwebp made from the picture. */
  public static byte[] resource(String name) {
    try (InputStream in = Quadrants.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A PNG of a few bytes that claims to be this large. */
  public static byte[] pngThatClaims(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(57);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    putChunk(png, "IHDR", header.array());
    putChunk(png, "IDAT", new byte[0]);
    putChunk(png, "IEND", new byte[0]);
    return png.array();
  }

  static void putChunk(ByteBuffer png, String type, byte[] content) {
    CRC32 checksum = new CRC32();
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    checksum.update(name);
    checksum.update(content);
    png.putInt(content.length).put(name).put(content).putInt((int) checksum.getValue());
  }

  /** Asserts that a picture shows the quadrants, the right way up. */
  public static void assertShown(Picture picture) {
    assertShown(picture, COLORS);
  }

  public static void assertShown(Picture picture, Color... colors) {
    assertThat(picture.width()).isEqualTo(WIDTH);
    assertThat(picture.height()).isEqualTo(HEIGHT);
    for (int i = 0; i < colors.length; i++) {
      int x = WIDTH / 4 + i % 2 * WIDTH / 2;
      int y = HEIGHT / 4 + i / 2 * HEIGHT / 2;
      double[] bgr = picture.pixels().get(y, x);
      assertThat(bgr).hasSize(3);
      assertThat(bgr[2]).as("red of quadrant " + i).isCloseTo(colors[i].getRed(), within(LOSSY));
      assertThat(bgr[1]).as("green of " + i).isCloseTo(colors[i].getGreen(), within(LOSSY));
      assertThat(bgr[0]).as("blue of " + i).isCloseTo(colors[i].getBlue(), within(LOSSY));
    }
  }
}
