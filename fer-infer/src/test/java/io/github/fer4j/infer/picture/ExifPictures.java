package io.github.fer4j.infer.picture;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Picture files that say how they must be turned. */
public final class ExifPictures {
  private ExifPictures() {}

  /** The pixels as a camera with this orientation stores them (Exif 2.3, tag 0112). */
  public static BufferedImage stored(BufferedImage upright, int orientation) {
    int w = upright.getWidth();
    int h = upright.getHeight();
    boolean turned = orientation >= 5;
    BufferedImage stored =
        new BufferedImage(turned ? h : w, turned ? w : h, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < stored.getHeight(); y++) {
      for (int x = 0; x < stored.getWidth(); x++) {
        int color =
            switch (orientation) {
              case 1 -> upright.getRGB(x, y);
              case 2 -> upright.getRGB(w - 1 - x, y);
              case 3 -> upright.getRGB(w - 1 - x, h - 1 - y);
              case 4 -> upright.getRGB(x, h - 1 - y);
              case 5 -> upright.getRGB(y, x);
              case 6 -> upright.getRGB(w - 1 - y, x);
              case 7 -> upright.getRGB(w - 1 - y, h - 1 - x);
              default -> upright.getRGB(y, h - 1 - x);
            };
        stored.setRGB(x, y, color);
      }
    }
    return stored;
  }

  private static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(26).order(ByteOrder.BIG_ENDIAN);
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
    return exif.putShort((short) orientation).array();
  }

  /** A JPEG with Exif data that name an orientation. */
  public static byte[] jpeg(byte[] jpeg, int orientation) {
    byte[] exif = exif(orientation);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.length + 10);
    file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.length + 8));
    file.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    return file.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** A PNG with Exif data that name an orientation. */
  public static byte[] png(byte[] png, int orientation) {
    byte[] exif = exif(orientation);
    int afterHeader = 33;
    ByteBuffer file = ByteBuffer.allocate(png.length + exif.length + 12);
    file.put(png, 0, afterHeader);
    Quadrants.putChunk(file, "eXIf", exif);
    return file.put(png, afterHeader, png.length - afterHeader).array();
  }

  /** An uncompressed TIFF of one strip. */
  public static byte[] tiff(BufferedImage image, int orientation) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[][] entries = {
      {256, 4, 1, w},
      {257, 4, 1, h},
      {258, 3, 1, 8},
      {259, 3, 1, 1},
      {262, 3, 1, 2},
      {273, 4, 1, 200},
      {274, 3, 1, orientation},
      {277, 3, 1, 3},
      {278, 4, 1, h},
      {279, 4, 1, w * h * 3}
    };
    ByteBuffer file = ByteBuffer.allocate(200 + w * h * 3).order(ByteOrder.LITTLE_ENDIAN);
    file.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    file.putShort((short) entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
    }
    file.position(200);
    for (int i = 0; i < w * h; i++) {
      int rgb = image.getRGB(i % w, i / w);
      file.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
    }
    return file.array();
  }
}
