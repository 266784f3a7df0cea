package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;

/**
 * How a detector's box becomes the square of the picture that is shown to the network.
 *
 * @param scale side of the square over the longer side of the box, positive
 * @param down how far the square's centre stands below the box's, in sides of the box
 */
public record FaceCrop(double scale, double down) {
  /** The box as it is, made square. */
  public static final FaceCrop AS_FOUND = new FaceCrop(1, 0);

  // Haar boxes reach from the brow to the chin, nearly as FER2013's frames do; LBP boxes hold eyes
  // to mouth. Measured by "fer bench faces --framings": docs/adr/0014.
  private static final FaceCrop HAAR = AS_FOUND;
  private static final FaceCrop LBP = new FaceCrop(1.42, -0.1);

  // The box around a tilted head is larger than that of the same head upright.
  private static final double TILTED = 0.95;

  /** For the tall, tight boxes of YuNet. */
  public static final FaceCrop YUNET = AS_FOUND;

  /**
   * @throws IllegalArgumentException if the scale is not positive or a value is not finite
   */
  public FaceCrop {
    if (!(scale > 0) || Double.isInfinite(scale) || !Double.isFinite(down)) {
      throw new IllegalArgumentException(
          "A framing needs a positive scale and a finite shift, not " + scale + " and " + down);
    }
  }

  /** The framing that suits a cascade's boxes. */
  public static FaceCrop of(Cascade cascade) {
    return switch (cascade) {
      case HAAR -> HAAR;
      case LBP -> LBP;
    };
  }

  /** The square around a box; it may reach beyond the picture. */
  public BoundingBox square(BoundingBox box) {
    int longer = Math.max(box.width(), box.height());
    int side = (int) Math.max(1, Math.round(longer * scale));
    double centerX = (box.x1() + box.x2()) / 2.0;
    double centerY = (box.y1() + box.y2()) / 2.0 + down * longer;
    return BoundingBox.ofSize(
        (int) Math.round(centerX - side / 2.0), (int) Math.round(centerY - side / 2.0), side, side);
  }

  /** The square that is shown to the network: turned upright if the face is tilted. */
  public TurnedSquare square(Detection face) {
    return face.landmarks()
        .filter(FaceAlignment::isTilted)
        .map(points -> square(face.box(), FaceAlignment.angle(points)))
        .orElseGet(() -> TurnedSquare.of(square(face.box())));
  }

  /**
   * The square around a tilted face, turned upright.
   *
   * @param angle by which the face is turned clockwise, in radians
   */
  TurnedSquare square(BoundingBox box, double angle) {
    double longer = Math.max(box.width(), box.height());
    double centerX = (box.x1() + box.x2()) / 2.0 - Math.sin(angle) * down * longer;
    double centerY = (box.y1() + box.y2()) / 2.0 + Math.cos(angle) * down * longer;
    return new TurnedSquare(centerX, centerY, longer * scale * TILTED, angle);
  }
}
