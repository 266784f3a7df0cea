package io.github.fer4j.spark;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.picture.MalformedPictureException;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Predicts one row's picture. Whatever that picture does, it is an error of its row alone. Closing
 * gives the predictor back to those that share it.
 */
final class RowPredictor implements AutoCloseable {
  /** Largest picture file that is read, in bytes: 256 MiB. */
  static final long MOST_BYTES = 256L << 20;

  private static final BoundingBox WHOLE_FACE =
      BoundingBox.ofSize(0, 0, FaceImage.SIDE, FaceImage.SIDE);

  private final ExecutorPredictors.Shared shared;
  private final PictureReader reader;
  private final boolean facesAlone;
  private final Configuration hadoop;

  RowPredictor(PredictorSettings settings, Configuration hadoop) {
    this.shared = ExecutorPredictors.acquire(settings);
    PictureReader colors = new PictureReader(PictureLimits.DEFAULT);
    this.reader = shared.predictor().detector().usesColor() ? colors : colors.gray();
    this.facesAlone = settings.facesAlone();
    this.hadoop = hadoop;
  }

  /**
   * @param input content (bytes), or where the picture is (text); with detector none, 2,304 bytes
   *     or numbers
   */
  PictureRow predict(@Nullable Object input) {
    try {
      if (input == null) {
        return PictureRow.failed("unreadable", "the cell is null");
      }
      if (facesAlone) {
        return face(input instanceof byte[] pixels ? pixels : pixels(input.toString()));
      }
      return input instanceof byte[] content
          ? picture(content, "the cell")
          : picture(read(input.toString()), input.toString());
    } catch (MalformedPictureException | IllegalArgumentException e) {
      return PictureRow.failed("malformed", e.getMessage());
    } catch (IOException e) {
      return unreadable(input, e);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return PictureRow.failed("failed", named(input, e));
    }
  }

  // Spark interrupts a task that it kills, a slower copy of another for example: not the picture's
  // error.
  private static PictureRow unreadable(@Nullable Object input, IOException e) {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new UncheckedIOException(e);
    }
    return PictureRow.failed("unreadable", named(input, e));
  }

  private static String named(@Nullable Object input, Throwable e) {
    String name = input instanceof byte[] || input == null ? "the cell" : input.toString();
    String message = String.valueOf(e.getMessage());
    return message.contains(name)
        ? message
        : name + ": " + e.getClass().getSimpleName() + ": " + message;
  }

  private PictureRow picture(byte[] content, String name) {
    try (Picture picture = reader.decode(content, name)) {
      return new PictureRow(
          picture.width(), picture.height(), shared.predictor().predict(picture), null);
    }
  }

  private PictureRow face(byte[] pixels) {
    FaceImage face = FaceImage.of(pixels);
    FacePrediction found =
        new FacePrediction(WHOLE_FACE, shared.classifier().classify(List.of(face)).get(0));
    return new PictureRow(FaceImage.SIDE, FaceImage.SIDE, List.of(found), null);
  }

  private static byte[] pixels(String text) {
    String[] numbers = text.strip().split("\\s+");
    if (numbers.length != FaceImage.PIXELS) {
      throw new IllegalArgumentException(
          "expected " + FaceImage.PIXELS + " gray values, found " + numbers.length);
    }
    byte[] pixels = new byte[numbers.length];
    for (int i = 0; i < pixels.length; i++) {
      int value = Integer.parseInt(numbers[i]);
      if (value < 0 || value > 255) {
        throw new IllegalArgumentException("gray value " + value + " is outside 0 to 255");
      }
      pixels[i] = (byte) value;
    }
    return pixels;
  }

  private byte[] read(String name) throws IOException {
    Path path = new Path(name);
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      byte[] content = in.readNBytes((int) MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new IOException(name + " is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      return content;
    }
  }

  @Override
  public void close() {
    shared.release();
  }
}
