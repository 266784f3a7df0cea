package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfRect;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CascadeClassifier;

/**
 * Finds faces by a cascade of OpenCV's. Safe for use by several threads: a classifier of OpenCV
 * serves one thread at a time, so that each call borrows one.
 */
public final class CascadeFaceDetector implements FaceDetector {
  // Following a face: sizes around the last one, and a picture in which it is about this large.
  private static final double SMALLER = 0.75;
  private static final double LARGER = 1.35;
  private static final double FOLLOWED_SIZE = 60;
  private static final double FOLLOWED_SCALE_FACTOR = 1.1;
  private static final int FOLLOWED_NEIGHBORS = 3;

  private final CascadeSettings settings;
  private final FaceCrop framing;
  private final Pool<CascadeClassifier> classifiers;

  /** A detector with these settings, and with the framing that suits their cascade. */
  public CascadeFaceDetector(CascadeSettings settings) {
    this(settings, FaceCrop.of(settings.cascade()));
  }

  /** A detector with these settings and a framing of one's own. */
  public CascadeFaceDetector(CascadeSettings settings, FaceCrop framing) {
    this.settings = settings;
    this.framing = framing;
    this.classifiers = new Pool<>(settings.cascade()::open);
  }

  /** The settings. */
  public CascadeSettings settings() {
    return settings;
  }

  @Override
  public String name() {
    return settings.cascade().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public FaceCrop framing() {
    return framing;
  }

  @Override
  public boolean usesColor() {
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A score is the number of overlapping finds that made the face, always more than {@code
   * minNeighbors}. With {@code minNeighbors} of 2 or more, the faces of a score above n are what a
   * detector with {@code minNeighbors} n finds.
   */
  @Override
  public List<Detection> detect(Picture picture) {
    int longest = Math.max(picture.width(), picture.height());
    double scale = Math.min(1, (double) settings.longestSide() / longest);
    Size smallest = square(settings.minSize() * scale);
    return Overlaps.best(
        search(
            picture, scale, settings.scaleFactor(), settings.minNeighbors(), smallest, square(0)));
  }

  @Override
  public Optional<Detection> follow(Picture picture, BoundingBox last) {
    BoundingBox around = SearchArea.around(last, picture);
    double scale = Math.min(1, FOLLOWED_SIZE / last.width());
    Size smallest = square(last.width() * SMALLER * scale);
    Size largest = square(last.width() * LARGER * scale);
    try (Picture part = picture.part(around)) {
      List<Detection> found =
          search(part, scale, FOLLOWED_SCALE_FACTOR, FOLLOWED_NEIGHBORS, smallest, largest);
      return SearchArea.nearest(found, around, last);
    }
  }

  private List<Detection> search(
      Picture picture,
      double scale,
      double scaleFactor,
      int minNeighbors,
      Size smallest,
      Size largest) {
    Mat gray = reducedGray(picture, scale);
    MatOfRect boxes = new MatOfRect();
    MatOfInt neighbors = new MatOfInt();
    try (Pool<CascadeClassifier>.Loan loan = classifiers.borrow()) {
      loan.get()
          .detectMultiScale2(
              gray, boxes, neighbors, scaleFactor, minNeighbors, 0, smallest, largest);
      return scored(boxes, neighbors, picture, gray);
    } finally {
      gray.release();
      boxes.release();
      neighbors.release();
    }
  }

  private static Mat reducedGray(Picture picture, double scale) {
    Mat gray = picture.gray();
    if (scale < 1) {
      Size size =
          new Size(
              Math.max(1, Math.round(picture.width() * scale)),
              Math.max(1, Math.round(picture.height() * scale)));
      Imgproc.resize(gray, gray, size, 0, 0, Imgproc.INTER_AREA);
    }
    return gray;
  }

  private static List<Detection> scored(
      MatOfRect boxes, MatOfInt neighbors, Picture picture, Mat searched) {
    double x = (double) picture.width() / searched.cols();
    double y = (double) picture.height() / searched.rows();
    List<Detection> found = new ArrayList<>();
    if (!boxes.empty()) {
      Rect[] rects = boxes.toArray();
      int[] counts = neighbors.toArray();
      for (int i = 0; i < rects.length; i++) {
        double score = counts[i];
        enlarged(rects[i], x, y)
            .clippedTo(picture.width(), picture.height())
            .ifPresent(box -> found.add(new Detection(box, score)));
      }
    }
    return found;
  }

  private static BoundingBox enlarged(Rect rect, double x, double y) {
    return BoundingBox.ofSize(
        (int) Math.round(rect.x * x),
        (int) Math.round(rect.y * y),
        (int) Math.round(rect.width * x),
        (int) Math.round(rect.height * y));
  }

  private static Size square(double side) {
    return new Size(Math.round(side), Math.round(side));
  }

  @Override
  public void close() {
    classifiers.close();
  }
}
