package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns the bytes of a JPEG, PNG or BMP into a face. Colours become gray by ITU-R BT.601 (0.299
 * red, 0.587 green, 0.114 blue), then the whole picture is brought to 48x48 pixels. A gray picture
 * of that size with 8 bits keeps each pixel as it is.
 */
final class PictureDecoder {
  /** Larger pictures are refused before they are decoded. */
  static final long MAX_PIXELS = 40_000_000;

  private static final int BYTE_BITS = 8;
  private static final int BYTE_MAX = 255;

  private PictureDecoder() {}

  /**
   * Decodes a picture.
   *
   * @throws IIOException if it is none, is damaged or too large; the message says which
   */
  static FaceImage decode(byte[] bytes) throws IIOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format(bytes)).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      checkSize(reader.getWidth(0), reader.getHeight(0));
      return FaceImage.of(gray(readWhole(reader)).toFace());
    } catch (IIOException fault) {
      throw fault;
    } catch (IOException | RuntimeException damaged) {
      // The JDK's readers throw about anything at damaged content.
      throw new IIOException("a damaged one (" + damaged.getMessage() + ")", damaged);
    } finally {
      reader.dispose();
    }
  }

  private static String format(byte[] bytes) throws IIOException {
    if (bytes.length == 0) {
      throw new IIOException("an empty file");
    }
    if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
      return "jpeg";
    }
    if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    if (startsWith(bytes, 'B', 'M')) {
      return "bmp";
    }
    throw new IIOException("other content");
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static void checkSize(int width, int height) throws IIOException {
    if ((long) width * height > MAX_PIXELS) {
      throw new IIOException("one of " + width + "x" + height + " pixels, more than " + MAX_PIXELS);
    }
  }

  /** Reads a picture; the JPEG reader only warns of one that is cut short. */
  private static BufferedImage readWhole(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image;
    try {
      image = reader.read(0);
    } catch (IIOException damaged) {
      throw new IIOException("a damaged one (" + damaged.getMessage() + ")", damaged);
    }
    for (String warning : warnings) {
      if (warning.toLowerCase(Locale.ROOT).matches(".*(truncated|premature|corrupt).*")) {
        throw new IIOException("a damaged one (" + warning + ")");
      }
    }
    return image;
  }

  private static GrayPicture gray(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[] gray = new float[width * height];
    boolean colour =
        image.getColorModel() instanceof IndexColorModel || image.getRaster().getNumBands() > 2;
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (colour) {
        image.getRGB(0, y, width, 1, row, 0, width);
        luma(row);
      } else {
        samples(image.getRaster(), y, row);
      }
      for (int x = 0; x < width; x++) {
        gray[y * width + x] = row[x];
      }
    }
    return new GrayPicture(gray, width, height);
  }

  private static void luma(int[] row) {
    for (int x = 0; x < row.length; x++) {
      int red = row[x] >> 16 & 0xFF;
      int green = row[x] >> 8 & 0xFF;
      int blue = row[x] & 0xFF;
      row[x] = (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
  }

  /** The stored gray, not the one that getRGB makes of it by way of another gamma. */
  private static void samples(Raster raster, int y, int[] row) {
    raster.getSamples(0, y, row.length, 1, 0, row);
    int bits = raster.getSampleModel().getSampleSize(0);
    for (int x = 0; x < row.length && bits != BYTE_BITS; x++) {
      row[x] = (int) ((long) row[x] * BYTE_MAX / ((1L << bits) - 1));
    }
  }
}
