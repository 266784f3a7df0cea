package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.infer.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.objdetect.CascadeClassifier;

/**
 * Finds faces by the Haar cascade with few neighbors, and keeps what the LBP cascade takes for a
 * face too when it looks at it alone: fewer misses than the Haar cascade by itself and fewer false
 * finds. Where nothing is found, the picture is searched again turned by 30 degrees to either side.
 * Scores are those of the Haar cascade. Safe for use by several threads.
 *
 * <p>It serves where YuNet's model is not available, and is slower and worse than YuNet.
 */
public final class VerifiedCascadeDetector implements FaceDetector {
  // All chosen by measuring: docs/experiments.md.
  private static final int FEW_NEIGHBORS = 2;
  private static final int SURE_NEIGHBORS = 30;
  private static final List<Double> TILTS = List.of(Math.toRadians(30), Math.toRadians(-30));

  private final CascadeFaceDetector finder;
  private final Pool<CascadeClassifier> verifiers = new Pool<>(Cascade.LBP::open);

  /** A detector that searches as {@link CascadeSettings#forPictures} says of the Haar cascade. */
  public VerifiedCascadeDetector() {
    this(CascadeSettings.forPictures(Cascade.HAAR));
  }

  /**
   * A detector with limits of one's own.
   *
   * @param settings of the first search; its {@code minNeighbors} is not used
   */
  public VerifiedCascadeDetector(CascadeSettings settings) {
    this.finder =
        new CascadeFaceDetector(
            new CascadeSettings(
                settings.cascade(),
                settings.scaleFactor(),
                FEW_NEIGHBORS,
                settings.minSize(),
                settings.longestSide()));
  }

  @Override
  public String name() {
    return finder.name() + "+lbp";
  }

  @Override
  public FaceCrop framing() {
    return finder.framing();
  }

  @Override
  public boolean usesColor() {
    return false;
  }

  @Override
  public List<Detection> detect(Picture picture) {
    List<Detection> found = verified(picture);
    return found.isEmpty() ? tilted(picture) : found;
  }

  @Override
  public Optional<Detection> follow(Picture picture, BoundingBox last) {
    return finder.follow(picture, last);
  }

  private List<Detection> verified(Picture picture) {
    List<Detection> found = finder.detect(picture);
    if (found.isEmpty()) {
      return found;
    }
    Mat gray = picture.gray();
    try (Pool<CascadeClassifier>.Loan loan = verifiers.borrow()) {
      return found.stream()
          .filter(
              face ->
                  face.score() >= SURE_NEIGHBORS
                      || new CloseUp(gray, face.box()).isFace(loan.get()))
          .toList();
    } finally {
      gray.release();
    }
  }

  private List<Detection> tilted(Picture picture) {
    Mat gray = picture.gray();
    try {
      return Overlaps.best(TILTS.stream().flatMap(angle -> tilted(gray, angle)).toList());
    } finally {
      gray.release();
    }
  }

  private Stream<Detection> tilted(Mat gray, double angle) {
    TurnedSquare square = TurnedSquare.around(gray, angle);
    int side = (int) Math.min(finder.settings().longestSide(), Math.ceil(square.side()));
    Mat cut = square.cut(gray, side);
    List<Detection> found = new ArrayList<>();
    try (Picture turned = Picture.of(cut)) {
      for (Detection face : verified(turned)) {
        inPicture(face, square, side)
            .clippedTo(gray.cols(), gray.rows())
            .ifPresent(box -> found.add(new Detection(box, face.score())));
      }
    } finally {
      cut.release();
    }
    return found.stream();
  }

  private static BoundingBox inPicture(Detection face, TurnedSquare square, int side) {
    BoundingBox box = face.box();
    Landmarks.Point middle =
        square.inPicture((box.x1() + box.x2()) / 2.0, (box.y1() + box.y2()) / 2.0, side);
    double size = box.width() * square.side() / side;
    return BoundingBox.ofSize(
        (int) Math.round(middle.x() - size / 2),
        (int) Math.round(middle.y() - size / 2),
        (int) Math.round(size),
        (int) Math.round(size));
  }

  @Override
  public void close() {
    finder.close();
    verifiers.close();
  }
}
