package io.github.fer4j.infer;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A drawn face, with the lights and shadows that face cascades look for: dark eyes beneath a bright
 * forehead, a bright nose between them, a dark mouth.
 */
public final class Portrait {
  private static final Color SKIN = new Color(222, 180, 150);
  private static final Color SHADE = new Color(150, 105, 85);
  private static final Color DARK = new Color(40, 28, 24);
  private static final Color LIPS = new Color(130, 60, 60);

  private Portrait() {}

  /** A background of soft spots, without any face. */
  public static BufferedImage background(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setPaint(
        new GradientPaint(0, 0, new Color(120, 135, 150), 0, height, new Color(170, 175, 170)));
    g.fillRect(0, 0, width, height);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      int size = 20 + random.nextInt(width / 6);
      g.setColor(new Color(random.nextInt(255), random.nextInt(255), random.nextInt(255), 12));
      g.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
    }
    g.dispose();
    return image;
  }

  /**
   * Draws a face.
   *
   * @param x centre of the face between eyes and mouth
   * @param y the same
   * @param size width of the head
   */
  public static void draw(BufferedImage image, double x, double y, double size) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.transform(new AffineTransform(size, 0, 0, size, x, y));
    hairAndNeck(g);
    head(g);
    eye(g, -0.2);
    eye(g, 0.2);
    nose(g);
    mouth(g);
    g.dispose();
  }

  private static void hairAndNeck(Graphics2D g) {
    g.setColor(DARK);
    g.fill(new Ellipse2D.Double(-0.56, -0.78, 1.12, 1.2));
    g.setColor(SHADE);
    g.fill(new Ellipse2D.Double(-0.22, 0.3, 0.44, 0.7));
  }

  private static void head(Graphics2D g) {
    for (int i = 0; i <= 20; i++) {
      double shrink = 0.012 * i;
      g.setColor(mixed(SHADE, SKIN, i / 20.0));
      g.fill(
          new Ellipse2D.Double(
              -0.47 + shrink, -0.62 + shrink, 0.94 - 2 * shrink, 1.3 - 2 * shrink));
    }
  }

  private static void eye(Graphics2D g, double x) {
    for (int i = 0; i <= 10; i++) {
      double shrink = 0.008 * i;
      g.setColor(mixed(SKIN, SHADE, i / 10.0));
      g.fill(
          new Ellipse2D.Double(
              x - 0.17 + shrink, -0.24 + shrink, 0.34 - 2 * shrink, 0.22 - 2 * shrink));
    }
    g.setColor(DARK);
    g.setStroke(new BasicStroke(0.05f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new QuadCurve2D.Double(x - 0.13, -0.22, x, -0.28, x + 0.13, -0.22));
    g.setColor(new Color(235, 230, 225));
    g.fill(new Ellipse2D.Double(x - 0.09, -0.155, 0.18, 0.09));
    g.setColor(DARK);
    g.fill(new Ellipse2D.Double(x - 0.045, -0.16, 0.09, 0.1));
    g.setStroke(new BasicStroke(0.025f));
    g.draw(new QuadCurve2D.Double(x - 0.11, -0.11, x, -0.2, x + 0.11, -0.11));
  }

  private static void nose(Graphics2D g) {
    g.setColor(new Color(240, 205, 180));
    g.fill(new Ellipse2D.Double(-0.045, -0.2, 0.09, 0.32));
    g.setColor(SHADE);
    g.fill(new Ellipse2D.Double(-0.1, 0.1, 0.2, 0.07));
    g.setColor(DARK);
    g.fill(new Ellipse2D.Double(-0.08, 0.12, 0.05, 0.03));
    g.fill(new Ellipse2D.Double(0.03, 0.12, 0.05, 0.03));
  }

  private static void mouth(Graphics2D g) {
    g.setColor(LIPS);
    g.fill(new Ellipse2D.Double(-0.17, 0.25, 0.34, 0.12));
    g.setColor(DARK);
    g.setStroke(new BasicStroke(0.03f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new Arc2D.Double(-0.17, 0.2, 0.34, 0.13, 200, 140, Arc2D.OPEN));
    g.setColor(new Color(190, 145, 120));
    g.fill(new Ellipse2D.Double(-0.12, 0.4, 0.24, 0.06));
  }

  private static Color mixed(Color from, Color to, double share) {
    return new Color(
        (int) (from.getRed() + share * (to.getRed() - from.getRed())),
        (int) (from.getGreen() + share * (to.getGreen() - from.getGreen())),
        (int) (from.getBlue() + share * (to.getBlue() - from.getBlue())));
  }
}
