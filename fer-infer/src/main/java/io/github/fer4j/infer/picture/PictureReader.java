package io.github.fer4j.infer.picture;

import io.github.fer4j.infer.internal.natives.OpenCv;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Reads picture files: JPEG (gray, color, CMYK), PNG, WebP, GIF, BMP, TIFF; of animated ones the
 * first frame. Immutable; safe for use by several threads.
 *
 * <p>Files are read by Java and decoded from memory by OpenCV (whose own file reading fails on some
 * names), or by ImageIO where OpenCV cannot. Before that their structure and their size are
 * checked.
 */
public final class PictureReader {
  private static final String KINDS = "a JPEG, PNG, WebP, GIF, BMP or TIFF picture";

  // Java arrays cannot be longer.
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final PictureLimits limits;
  private final boolean gray;

  /** A reader that refuses pictures beyond these limits, and gives color pictures. */
  public PictureReader(PictureLimits limits) {
    this(limits, false);
  }

  private PictureReader(PictureLimits limits, boolean gray) {
    this.limits = limits;
    this.gray = gray;
  }

  /** A reader with the same limits that gives gray pictures, for a third of the memory. */
  public PictureReader gray() {
    return new PictureReader(limits, true);
  }

  /**
   * Reads a picture, upright by its Exif orientation.
   *
   * @return the picture, which the caller closes
   * @throws IOException if the file is absent or cannot be read
   * @throws MalformedPictureException if it is no picture, damaged or too large
   */
  public Picture read(Path file) throws IOException {
    return decode(content(file), file.toString());
  }

  /**
   * Reads a picture from a stream, which is read to its end and not closed.
   *
   * @param name of the picture, for messages
   * @return the picture, which the caller closes
   * @throws IOException if the stream fails
   * @throws MalformedPictureException if it is no picture, damaged or too large
   */
  public Picture read(InputStream content, String name) throws IOException {
    int limit = (int) Math.min(limits.bytes(), LONGEST_ARRAY);
    byte[] bytes = content.readNBytes(limit);
    if (content.read() >= 0) {
      throw tooManyBytes(name, "more");
    }
    return decode(bytes, name);
  }

  /**
   * Decodes a picture file's content, upright by its Exif orientation.
   *
   * @param content the whole file
   * @param name of the file, for messages
   * @return the picture, which the caller closes
   * @throws MalformedPictureException if it is no picture, damaged or too large
   */
  public Picture decode(byte[] content, String name) {
    if (content.length > limits.bytes()) {
      throw tooManyBytes(name, content.length + " bytes");
    }
    return decode(new Content(name, content), gray ? Picture::ofGray : Picture::of);
  }

  private MalformedPictureException tooManyBytes(String name, String found) {
    return new MalformedPictureException(
        name, "", "at most " + limits.bytes() + " bytes", found, "Make the picture smaller.");
  }

  private Picture decode(Content file, Function<Mat, Picture> form) {
    PictureFormat format = PictureFormat.of(file).orElseThrow(() -> noPicture(file));
    PictureHeader header = format.header(file);
    limits.require(file.name(), header);
    format.requireUndamaged(file);
    OpenCv.load();
    Mat pixels = decodeByOpenCv(format, file);
    if (pixels.empty()) {
      BufferedImage image = format == PictureFormat.TIFF ? decodeTiff(file) : decodeByImageIo(file);
      try (Picture picture = Picture.of(image)) {
        return upright(picture.pixels(), header.orientation(), form, file);
      }
    }
    try {
      return upright(pixels, header.orientation(), form, file);
    } finally {
      pixels.release();
    }
  }

  private static Picture upright(
      Mat pixels, Orientation orientation, Function<Mat, Picture> form, Content file) {
    orientation.makeUpright(pixels);
    try {
      return form.apply(pixels);
    } catch (IllegalArgumentException e) {
      throw new MalformedPictureException(
          file.name(), "", KINDS, e.getMessage(), "Save it with 8 bits a channel.");
    }
  }

  private byte[] content(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        String kind = attributes.isDirectory() ? "a folder" : "no regular file";
        throw new FileSystemException(file.toString(), null, "it is " + kind + ", not a picture");
      }
      if (attributes.size() > limits.bytes()) {
        throw tooManyBytes(file.toString(), attributes.size() + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "no such file");
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(file.toString(), null, "no permission to read it");
    }
  }

  private static MalformedPictureException noPicture(Content file) {
    if (file.length() == 0) {
      return new MalformedPictureException(
          file.name(), "", KINDS, "an empty file", "Copy or save it again.");
    }
    boolean heif = file.hasText(4, "ftyp");
    return new MalformedPictureException(
        file.name(),
        "",
        KINDS,
        heif ? "a HEIF, AVIF or video file" : "a file that begins like none of them",
        heif ? "Save it as JPEG or PNG." : "See whether it is a picture at all.");
  }

  private Mat decodeByOpenCv(PictureFormat format, Content file) {
    // This build of OpenCV has no GIF, and a libtiff of 2020 with holes that were closed since.
    if (format == PictureFormat.GIF || format == PictureFormat.TIFF) {
      return new Mat();
    }
    MatOfByte content = new MatOfByte(forOpenCv(format, file));
    try {
      // A JPEG has its gray in a channel of its own; what has transparency must be laid over white.
      boolean grayAtOnce = gray && format == PictureFormat.JPEG;
      return Imgcodecs.imdecode(
          content,
          grayAtOnce
              ? Imgcodecs.IMREAD_GRAYSCALE | Imgcodecs.IMREAD_IGNORE_ORIENTATION
              : Imgcodecs.IMREAD_UNCHANGED);
    } catch (CvException e) {
      return new Mat();
    } finally {
      content.release();
    }
  }

  private static byte[] forOpenCv(PictureFormat format, Content file) {
    return switch (format) {
      case WEBP -> {
        WebpStructure webp = WebpStructure.of(file);
        yield webp.animated() ? webp.firstFrame() : file.bytes();
      }
      case PNG -> PngStructure.essentials(file);
      default -> file.bytes();
    };
  }

  private BufferedImage decodeTiff(Content file) {
    TiffStructure structure = TiffStructure.at(file, 0);
    Optional<TiffDifferences> differences = structure.differences();
    if (differences.isEmpty()) {
      return decodeByImageIo(file);
    }
    BufferedImage image = decodeByImageIo(new Content(file.name(), structure.withoutPredictor()));
    differences.get().addUp(image);
    return image;
  }

  private BufferedImage decodeByImageIo(Content file) {
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes()))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw undecodable(file, "pixels that OpenCV cannot decode");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        limits.require(
            file.name(),
            new PictureHeader(
                reader.getWidth(0),
                reader.getHeight(0),
                Orientation.UPRIGHT,
                PictureHeader.COLOR_AND_ALPHA));
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (MalformedPictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers of damaged files throw whatever their arithmetic comes upon.
      throw undecodable(
          file, e.getMessage() == null ? "pixels that end too early" : e.getMessage());
    }
  }

  private static MalformedPictureException undecodable(Content file, String found) {
    return new MalformedPictureException(
        file.name(), "", KINDS, found, "The file is damaged: copy or save it again.");
  }
}
