package io.github.fer4j.infer.picture;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.State;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Draws boxes and labels on pictures. Letters grow with the picture and its faces, and small
 * pictures are enlarged, so that labels can be read in a thumbnail and in a poster alike. The two
 * states' colours can be told apart by colour-blind people too (M. Okabe, K. Ito, "Color universal
 * design", 2008).
 */
public final class Annotator {
  private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;

  /** Height of a capital letter at scale 1, in pixels. */
  private static final double FONT_HEIGHT = 22;

  private static final Scalar OKAY = new Scalar(115, 158, 0);
  private static final Scalar NOT_OKAY = new Scalar(0, 94, 213);
  private static final Scalar WHITE = new Scalar(255, 255, 255);

  private static final int READABLE_SIDE = 320;
  private static final double LEAST_LETTER = 12;
  private static final double LETTER_OF_SIDE = 0.03;
  private static final double LETTER_OF_FACE = 0.14;

  private Annotator() {}

  /**
   * A copy of a picture with these faces marked; one with a shorter side below 320 pixels is
   * enlarged by a whole number until it has them.
   *
   * @return the copy, which the caller closes
   */
  public static Picture annotated(Picture picture, List<Annotation> faces) {
    int shorter = Math.min(picture.width(), picture.height());
    int factor = Math.max(1, (READABLE_SIDE + shorter - 1) / shorter);
    Mat copy = new Mat();
    Size size = new Size((double) picture.width() * factor, (double) picture.height() * factor);
    Imgproc.resize(picture.pixels(), copy, size, 0, 0, Imgproc.INTER_CUBIC);
    try {
      Picture drawn = Picture.of(copy);
      faces.forEach(face -> draw(drawn, enlarged(face, factor)));
      return drawn;
    } finally {
      copy.release();
    }
  }

  /** Draws on the picture itself. */
  public static void draw(Picture picture, List<Annotation> faces) {
    faces.forEach(face -> draw(picture, face));
  }

  private static Annotation enlarged(Annotation face, int factor) {
    BoundingBox box = face.box();
    BoundingBox larger =
        new BoundingBox(box.x1() * factor, box.y1() * factor, box.x2() * factor, box.y2() * factor);
    return new Annotation(larger, face.label(), face.state());
  }

  private static void draw(Picture picture, Annotation face) {
    Mat pixels = picture.pixels();
    Scalar color = face.state() == State.OKAY ? OKAY : NOT_OKAY;
    double letter = letterHeight(picture, face.box());
    int line = (int) Math.max(2, Math.round(letter / 6));
    BoundingBox box = face.box();
    Imgproc.rectangle(pixels, new Rect(box.x1(), box.y1(), box.width(), box.height()), color, line);
    double scale = letter / FONT_HEIGHT;
    int stroke = (int) Math.max(1, Math.round(letter / 9));
    Size text = Imgproc.getTextSize(face.label(), FONT, scale, stroke, null);
    int padding = (int) Math.ceil(letter / 3);
    Rect strip = strip(picture, box, text, padding, line);
    Imgproc.rectangle(pixels, strip, color, Imgproc.FILLED);
    Point baseline = new Point(strip.x + padding, strip.y + strip.height - padding);
    Imgproc.putText(
        pixels, face.label(), baseline, FONT, scale, WHITE, stroke, Imgproc.LINE_AA, false);
  }

  private static double letterHeight(Picture picture, BoundingBox box) {
    double byPicture = LETTER_OF_SIDE * Math.min(picture.width(), picture.height());
    double byFace = LETTER_OF_FACE * box.width();
    return Math.max(LEAST_LETTER, Math.min(byPicture, byFace));
  }

  // Above the box if there is room, otherwise inside it; never beyond the picture's sides.
  private static Rect strip(Picture picture, BoundingBox box, Size text, int padding, int line) {
    int width = (int) Math.ceil(text.width) + 2 * padding;
    int height = (int) Math.ceil(text.height) + 2 * padding;
    int above = box.y1() - line / 2 - height;
    int y = above >= 0 ? above : Math.max(0, box.y1());
    int x = Math.max(0, Math.min(box.x1() - line / 2, picture.width() - width));
    return new Rect(x, y, width, height);
  }
}
