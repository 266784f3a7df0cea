package io.github.fer4j.infer.picture;

import io.github.fer4j.core.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.opencv.core.CvException;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Writes pictures as JPEG or PNG files, whole or not at all. */
public final class PictureWriter {
  private static final int JPEG_QUALITY = 92;

  private PictureWriter() {}

  /** Whether a file of this name can be written: it ends in .jpg, .jpeg or .png. */
  public static boolean canWrite(Path file) {
    return isJpeg(file) || name(file).endsWith(".png");
  }

  /**
   * Writes a picture, as JPEG or PNG by the ending of the name.
   *
   * @throws IllegalArgumentException if the name has another ending
   * @throws IOException if it cannot be written
   */
  public static void write(Picture picture, Path file) throws IOException {
    if (!canWrite(file)) {
      throw new IllegalArgumentException(
          "A picture is written to a name that ends in .jpg, .jpeg or .png, not to " + file);
    }
    MatOfByte encoded = new MatOfByte();
    MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    try {
      String kind = isJpeg(file) ? ".jpg" : ".png";
      if (!Imgcodecs.imencode(kind, picture.pixels(), encoded, quality)) {
        throw new IOException(file + ": OpenCV cannot encode this picture");
      }
      AtomicFile.write(file, WriterMark.in(encoded.toArray(), isJpeg(file)));
    } catch (CvException e) {
      throw new IOException(file + ": OpenCV cannot encode this picture", e);
    } finally {
      encoded.release();
      quality.release();
    }
  }

  /**
   * Whether a file is a picture that {@link #write} wrote, as a mark in it tells. Pictures of
   * earlier revisions have none.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean wrote(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return WriterMark.isIn(in.readNBytes(WriterMark.REACH));
    }
  }

  private static boolean isJpeg(Path file) {
    return name(file).endsWith(".jpg") || name(file).endsWith(".jpeg");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
