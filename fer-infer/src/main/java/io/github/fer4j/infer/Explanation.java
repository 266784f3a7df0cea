package io.github.fer4j.infer;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.detect.TurnedSquare;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * Which parts of a face speak for a class, as a grid laid over the 48x48 face. Immutable.
 *
 * @param emotion the class
 * @param method how the values were found
 * @param columns of the grid
 * @param rows of the grid
 * @param values row by row from the top left. Of an activation map in logits: their mean plus the
 *     bias is the class's logit. Of occlusion in probability: how much the class loses when that
 *     part is covered. Negative where a part speaks against the class
 * @param bias of the class's logit in an activation map, 0 for occlusion
 */
public record Explanation(
    Emotion emotion, Method method, int columns, int rows, float[] values, double bias) {

  /** How an explanation was found. */
  public enum Method {
    /** Exact for networks that end so: B. Zhou et al., CVPR 2016. */
    ACTIVATION_MAP,
    /** M. Zeiler, R. Fergus, "Visualizing and understanding convolutional networks", ECCV 2014. */
    OCCLUSION
  }

  /**
   * @throws IllegalArgumentException if there are not as many values as the grid has places
   */
  public Explanation {
    Objects.requireNonNull(emotion, "emotion");
    Objects.requireNonNull(method, "method");
    if (columns < 1 || rows < 1 || values.length != columns * rows) {
      throw new IllegalArgumentException(
          "A grid of " + columns + "x" + rows + " has not " + values.length + " values");
    }
    values = values.clone();
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  /** The mean of the values. */
  public double mean() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * The map as a picture to be laid over the face: transparent where nothing speaks for the class,
   * and from violet over red to bright yellow the more does, up to the strongest part.
   *
   * @param side width and height in pixels, 1 or more
   */
  public BufferedImage image(int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    HeatMap heat = new HeatMap(columns, rows, values);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, heat.color((x + 0.5) / side, (y + 0.5) / side));
      }
    }
    return image;
  }

  /**
   * Lays the map over a face in a colored picture.
   *
   * @param square the part of the picture that the classifier saw; it may reach beyond its edges
   */
  public void drawOn(Picture picture, BoundingBox square) {
    double centerX = (square.x1() + square.x2()) / 2.0;
    double centerY = (square.y1() + square.y2()) / 2.0;
    drawOn(picture, new TurnedSquare(centerX, centerY, square.width(), 0));
  }

  /** The same for a square that may be turned, as {@link FaceCrop#square(Detection)} gives it. */
  public void drawOn(Picture picture, TurnedSquare square) {
    new HeatMap(columns, rows, values).drawOn(picture, square);
  }
}
