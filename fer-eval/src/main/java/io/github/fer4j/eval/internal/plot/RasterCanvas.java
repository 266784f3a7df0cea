package io.github.fer4j.eval.internal.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a plot as pixels. */
public final class RasterCanvas implements Canvas {
  /** Pixels for one pixel of the plot: sharp on dense screens and in print. */
  private static final int SCALE = 2;

  private final Graphics2D graphics;

  private RasterCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * A PNG with its heading, in light colours, at twice the plot's size; empty on a system without a
   * single font, where Java cannot write text.
   *
   * @throws IOException if it cannot be encoded
   */
  public static Optional<byte[]> png(Plot plot) throws IOException {
    int height = plot.height() + Heading.HEIGHT;
    BufferedImage image =
        new BufferedImage(plot.width() * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      draw(plot, height, new RasterCanvas(graphics));
    } catch (InternalError | NoClassDefFoundError | RuntimeException failure) {
      if (isWithoutFonts(failure)) {
        return Optional.empty();
      }
      throw failure;
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return Optional.of(bytes.toByteArray());
  }

  private static void draw(Plot plot, int height, RasterCanvas canvas) {
    canvas.box(0, 0, plot.width(), height, Ink.PAPER, 1);
    Heading.draw(canvas, plot);
    canvas.graphics.translate(0, Heading.HEIGHT);
    plot.draw(canvas);
  }

  // Java says so in one of three ways, by version and by whether it has been asked before.
  private static boolean isWithoutFonts(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Fontconfig")
        || message.contains("FontManager")
        || message.contains("FontConfiguration");
  }

  @Override
  public void line(List<Point> points, Stroke stroke) {
    Path2D path = new Path2D.Double();
    path.moveTo(points.get(0).x(), points.get(0).y());
    points.forEach(point -> path.lineTo(point.x(), point.y()));
    graphics.setColor(stroke.ink().color(1));
    graphics.setStroke(basic(stroke));
    graphics.draw(path);
  }

  private static BasicStroke basic(Stroke stroke) {
    float[] dash = new float[stroke.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = stroke.dash().get(i).floatValue();
    }
    return new BasicStroke(
        (float) stroke.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        dash.length == 0 ? null : dash,
        0);
  }

  @Override
  public void box(double x, double y, double width, double height, Ink ink, double opacity) {
    graphics.setColor(ink.color(opacity));
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void dot(double x, double y, double radius, Ink ink) {
    graphics.setColor(ink.color(1));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(double x, double y, String text, Lettering lettering) {
    int style = lettering.bold() ? Font.BOLD : Font.PLAIN;
    graphics.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont((float) lettering.size()));
    graphics.setColor(lettering.ink().color(1));
    double width = graphics.getFontMetrics().stringWidth(text);
    double shift =
        switch (lettering.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(text, (float) (x - shift), (float) y);
  }

  @Override
  public void textUpwards(double x, double y, String text, Lettering lettering) {
    AffineTransform before = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, x, y);
    text(x, y, text, lettering);
    graphics.setTransform(before);
  }
}
