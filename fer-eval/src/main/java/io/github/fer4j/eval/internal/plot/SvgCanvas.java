package io.github.fer4j.eval.internal.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a plot as SVG. */
public final class SvgCanvas implements Canvas {
  private static final String FONT =
      "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

  private final StringBuilder out = new StringBuilder();
  private final boolean themed;

  private SvgCanvas(boolean themed) {
    this.themed = themed;
  }

  /** An SVG file of its own, in fixed light colours, with its heading. */
  public static String standalone(Plot plot) {
    SvgCanvas canvas = new SvgCanvas(false);
    int height = plot.height() + Heading.HEIGHT;
    canvas.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    canvas.open(plot, height);
    canvas.box(0, 0, plot.width(), height, Ink.PAPER, 1);
    Heading.draw(canvas, plot);
    canvas.out.append("<g transform=\"translate(0 ").append(Heading.HEIGHT).append(")\">\n");
    plot.draw(canvas);
    return canvas.out.append("</g>\n</svg>\n").toString();
  }

  /** An SVG element for a page, in the page's colours (see {@link Ink#variable}). */
  public static String inline(Plot plot) {
    SvgCanvas canvas = new SvgCanvas(true);
    canvas.open(plot, plot.height());
    plot.draw(canvas);
    return canvas.out.append("</svg>\n").toString();
  }

  private void open(Plot plot, int height) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(plot.width())
        .append(' ')
        .append(height)
        .append("\" role=\"img\" font-family=\"")
        .append(FONT)
        .append("\">\n<title>")
        .append(escape(plot.title()))
        .append("</title>\n<desc>")
        .append(escape(plot.description()))
        .append("</desc>\n");
  }

  @Override
  public void line(List<Point> points, Stroke stroke) {
    String path =
        points.stream()
            .map(p -> number(p.x()) + "," + number(p.y()))
            .collect(Collectors.joining(" "));
    out.append("<polyline points=\"").append(path).append("\" style=\"fill:none;stroke:");
    out.append(color(stroke.ink())).append(";stroke-width:").append(number(stroke.width()));
    if (!stroke.dash().isEmpty()) {
      String dash = stroke.dash().stream().map(SvgCanvas::number).collect(Collectors.joining(" "));
      out.append(";stroke-dasharray:").append(dash);
    }
    out.append(";stroke-linejoin:round\"/>\n");
  }

  @Override
  public void box(double x, double y, double width, double height, Ink ink, double opacity) {
    out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    out.append("\" style=\"fill:").append(color(ink));
    if (opacity < 1) {
      out.append(";fill-opacity:").append(String.format(Locale.ROOT, "%.3f", opacity));
    }
    out.append("\"/>\n");
  }

  @Override
  public void dot(double x, double y, double radius, Ink ink) {
    out.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
    out.append("\" r=\"").append(number(radius)).append("\" style=\"fill:").append(color(ink));
    out.append("\"/>\n");
  }

  @Override
  public void text(double x, double y, String text, Lettering lettering) {
    text(x, y, "", text, lettering);
  }

  @Override
  public void textUpwards(double x, double y, String text, Lettering lettering) {
    String turn = " transform=\"rotate(-90 " + number(x) + " " + number(y) + ")\"";
    text(x, y, turn, text, lettering);
  }

  private void text(double x, double y, String turn, String text, Lettering lettering) {
    out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append('"');
    out.append(turn).append(" text-anchor=\"");
    out.append(lettering.anchor().name().toLowerCase(Locale.ROOT)).append("\" style=\"fill:");
    out.append(color(lettering.ink())).append(";font-size:").append(number(lettering.size()));
    out.append("px").append(lettering.bold() ? ";font-weight:600" : "").append("\">");
    out.append(escape(text)).append("</text>\n");
  }

  private String color(Ink ink) {
    return themed ? "var(" + ink.variable() + "," + ink.light() + ")" : ink.light();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
