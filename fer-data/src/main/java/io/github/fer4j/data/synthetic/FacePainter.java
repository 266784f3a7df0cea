package io.github.fer4j.data.synthetic;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.internal.RandomSequence;

/**
 * Draws a face: for every pixel the gray of the background, and over it, one after another, the
 * parts of the head, each with a soft edge. Coordinates on the head have their origin in its
 * middle, x to the right, y downwards, and half its width as the unit.
 *
 * <p>Plain arithmetic, so that the same seed gives the same bytes on every platform.
 */
final class FacePainter {
  private static final double EYE_Y = -0.14;
  private static final double BROW_Y = -0.4;
  private static final double MOUTH_Y = 0.66;
  private static final double MAX_VALUE = 255;

  private final Person person;
  private final Expression expression;
  private final Shot shot;
  private final double cos;
  private final double sin;
  private final double soft;

  FacePainter(Person person, Expression expression, Shot shot) {
    this.person = person;
    this.expression = expression;
    this.shot = shot;
    this.cos = StrictMath.cos(shot.roll());
    this.sin = StrictMath.sin(shot.roll());
    this.soft = shot.softness() * 2 / (FaceImage.SIDE * shot.size());
  }

  /** The face, with noise from the sequence. */
  FaceImage paint(RandomSequence random) {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int row = 0; row < FaceImage.SIDE; row++) {
      for (int column = 0; column < FaceImage.SIDE; column++) {
        double x = (2 * column + 1.0) / FaceImage.SIDE - 1;
        double y = (2 * row + 1.0) / FaceImage.SIDE - 1;
        double gray = gray(x, y) * shot.exposure() + shot.noise() * random.nextGaussian();
        pixels[row * FaceImage.SIDE + column] =
            (byte) Math.round(Math.min(Math.max(gray, 0), 1) * MAX_VALUE);
      }
    }
    return FaceImage.of(pixels);
  }

  /** The gray at a place of the picture, -1 to 1 either way, before exposure and noise. */
  private double gray(double pictureX, double pictureY) {
    double dx = (pictureX - shot.x()) / shot.size();
    double dy = (pictureY - shot.y()) / shot.size();
    double x = cos * dx + sin * dy;
    double y = cos * dy - sin * dx;
    double gray = shot.background() + shot.backdrop() * pictureX;
    gray = body(gray, x, y);
    gray = head(gray, x, y);
    return features(gray, x - shot.turn() * (1 - 0.5 * Math.abs(x)), y);
  }

  private double body(double behind, double x, double y) {
    double height = person.headHeight();
    double gray = behind;
    if (person.longHair()) {
      gray = over(gray, person.hair(), ellipse(x, y - 0.25, 1.16, height + 0.2));
    }
    gray = over(gray, person.skin() * 0.8, Math.max(Math.abs(x) - 0.5, 0.6 - y));
    double shoulders = Math.max(height + 0.1 + 0.25 * x * x - y, Math.abs(x) - 2);
    return over(gray, 0.3 + 0.4 * (1 - shot.background()), shoulders);
  }

  private double head(double behind, double x, double y) {
    double height = person.headHeight();
    double ears = ellipse(Math.abs(x) - 1, y + 0.05, 0.13, 0.24);
    double gray = over(behind, lit(person.skin() * 0.85, x, y), ears);
    gray = over(gray, person.hair(), Math.max(ellipse(x, y + 0.1, 1.1, height), y + 0.15));
    double narrowing = 1 - 0.18 * Math.max(y, 0);
    double outline = ellipse(x / narrowing, y, 1, height);
    double grown = Math.min(Math.max(2.5 * (y - 0.3 - 0.2 * (1 - x * x)), 0), 1);
    gray = over(gray, lit(person.skin() * (1 - person.beard() * grown), x, y), outline);
    double hairline = y + height - person.hairline() + 0.45 * x * x * x * x;
    return over(gray, lit(person.hair(), x, y), Math.max(outline, hairline));
  }

  private double features(double behind, double x, double y) {
    double gray = nose(behind, x, y);
    gray = folds(gray, x, y);
    gray = eye(gray, Math.abs(x) - person.eyeDistance(), y - EYE_Y);
    gray = brow(gray, Math.abs(x), y);
    return mouth(gray, x, y - MOUTH_Y);
  }

  /** Light from one side on a ball. */
  private double lit(double gray, double x, double y) {
    double facing = (x * shot.lightX() + y / person.headHeight() * shot.lightY()) / 2;
    double rim = Math.min(1, x * x + y * y / (person.headHeight() * person.headHeight()));
    return gray * (1 + shot.shade() * (facing - 0.25 * rim));
  }

  private double nose(double behind, double x, double y) {
    double tip = EYE_Y + person.noseLength();
    double bridge = Math.max(Math.abs(x - 0.1) - 0.035, Math.max(EYE_Y - y, y - tip));
    double gray = over(behind, behind * (1 - 0.3 * shot.shade()), bridge);
    double under = Math.abs(y - tip - 0.03 + x * x) - 0.025;
    gray = over(gray, behind * 0.72, Math.max(under, Math.abs(x) - 0.17));
    return over(gray, behind * 0.4, ellipse(Math.abs(x) - 0.09, y - tip, 0.045, 0.03));
  }

  /** Lines from the nose to the corners of the mouth, across the nose, and between the brows. */
  private double folds(double behind, double x, double y) {
    double depth = expression.noseWrinkle();
    double side = 0.2 + 0.35 * (y - EYE_Y - person.noseLength() + 0.08);
    double beside = Math.max(Math.abs(Math.abs(x) - side) - 0.02, Math.abs(y - 0.42) - 0.18);
    double gray = over(behind, behind * (1 - 0.35 * depth), beside);
    double across = Math.max(Math.abs(Math.abs(y + 0.02) - 0.05) - 0.015, Math.abs(x) - 0.13);
    gray = over(gray, behind * (1 - 0.3 * depth), across);
    double frown = 4 * Math.max(0, expression.browSqueeze());
    double between = Math.max(Math.abs(Math.abs(x) - 0.06) - 0.015, Math.abs(y + 0.35) - 0.1);
    return over(gray, behind * (1 - frown), between);
  }

  private double eye(double behind, double x, double y) {
    double half = person.eyeWidth();
    double arc = Math.max(0, 1 - x * x / (half * half));
    double open = 0.085 * Math.max(0.15, expression.eyeOpening());
    double upper = -open * 1.2 * arc;
    double lower = open * 0.8 * arc;
    double sides = Math.abs(x) - half;
    double inside = Math.max(Math.max(upper - y, y - lower), sides);
    double gray = over(behind, behind * 0.85, ellipse(x, y, half * 1.25, open + 0.09));
    gray = over(gray, Math.min(0.95, person.skin() + 0.3), inside);
    gray = over(gray, 0.22, Math.max(inside, ellipse(x, y + 0.01, 0.085, 0.085)));
    gray = over(gray, 0.04, Math.max(inside, ellipse(x, y + 0.01, 0.04, 0.04)));
    return over(gray, behind * 0.3, Math.max(Math.abs(y - upper) - 0.022, sides));
  }

  /** Brow at a distance from the middle of the face: from its inner end, 0, to its outer one, 1. */
  private double brow(double behind, double distance, double y) {
    double inner = person.eyeDistance() - 0.24 - expression.browSqueeze();
    double along = (distance - inner) / 0.5;
    double arch = 0.06 * (1 - 4 * (along - 0.6) * (along - 0.6));
    double middle = BROW_Y - arch - expression.browRaise() - expression.browTilt() * (0.75 - along);
    double thickness = person.browThickness() * (1.15 - 0.6 * along);
    double line = Math.abs(y - middle) - thickness;
    return over(behind, person.hair() * 0.8, Math.max(line, Math.abs(along - 0.5) * 0.5 - 0.25));
  }

  private double mouth(double behind, double x, double y) {
    double half = person.mouthWidth() + expression.mouthWiden();
    double arc = 1 - x * x / (half * half);
    double bend = expression.lipCurve() * (arc - 0.5);
    double open = expression.mouthOpen() * Math.sqrt(Math.max(0, arc));
    double upper = bend - 0.4 * open;
    double lower = bend + 0.6 * open;
    double sides = Math.abs(x) - half;
    double lip = 0.075 * Math.max(0, arc);
    double lips = Math.max(Math.max(upper - lip * 0.8 - y, y - lower - lip), sides);
    double gray = over(behind, behind * (1 - person.lips()), lips);
    double line = 0.018;
    double inside = Math.max(Math.max(upper - line - y, y - lower - line), sides);
    gray = over(gray, 0.1, inside);
    double teeth = upper + expression.teeth() * 0.7 * open;
    return over(gray, 0.85, Math.max(Math.max(upper + line - y, y - teeth), sides + 0.05));
  }

  /** Paints a gray over what is behind it where the signed distance to its edge is below 0. */
  private double over(double behind, double gray, double distance) {
    double cover = Math.min(Math.max(0.5 - distance / soft, 0), 1);
    return behind + (gray - behind) * cover;
  }

  /** Roughly the signed distance to an ellipse about the origin. */
  private static double ellipse(double x, double y, double halfWidth, double halfHeight) {
    double scaledX = x / halfWidth;
    double scaledY = y / halfHeight;
    return (Math.sqrt(scaledX * scaledX + scaledY * scaledY) - 1) * Math.min(halfWidth, halfHeight);
  }
}
