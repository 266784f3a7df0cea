package io.github.fer4j.eval.internal.plot;

import io.github.fer4j.eval.internal.plot.Canvas.Anchor;
import io.github.fer4j.eval.internal.plot.Canvas.Lettering;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Horizontal bars in groups.
 *
 * @param title heading
 * @param description for those who cannot see it
 * @param groups from the top; at least one
 */
public record BarPlot(String title, String description, List<Group> groups) implements Plot {
  private static final double LEFT = 92;
  private static final double VALUE_ROOM = 108;
  private static final double BAR = 17;
  private static final double BAR_GAP = 3;
  private static final double GROUP_GAP = 12;

  /**
   * Bars that belong together.
   *
   * @param label before them
   * @param bars from the top; at least one
   */
  public record Group(String label, List<Bar> bars) {
    public Group {
      bars = List.copyOf(bars);
    }
  }

  /**
   * One bar.
   *
   * @param value its length, 0 or more
   * @param text behind it
   * @param ink its colour
   * @param opacity 0 to 1
   */
  public record Bar(double value, String text, Ink ink, double opacity) {}

  public BarPlot {
    groups = List.copyOf(groups);
  }

  @Override
  public int height() {
    return (int) IntStream.range(0, groups.size()).mapToDouble(this::groupHeight).sum();
  }

  private double groupHeight(int group) {
    return groups.get(group).bars().size() * (BAR + BAR_GAP) + GROUP_GAP;
  }

  @Override
  public void draw(Canvas canvas) {
    double largest =
        groups.stream()
            .flatMap(group -> group.bars().stream())
            .mapToDouble(Bar::value)
            .max()
            .orElse(0);
    double scale = largest > 0 ? (WIDTH - LEFT - VALUE_ROOM) / largest : 0;
    Lettering labels = new Lettering(Ink.TEXT, Frame.TEXT_SIZE, false, Anchor.END);
    Lettering values = new Lettering(Ink.MUTED, Frame.TEXT_SIZE, false, Anchor.START);
    double y = GROUP_GAP / 2;
    for (int g = 0; g < groups.size(); g++) {
      double middle = y + (groupHeight(g) - GROUP_GAP) / 2 + Frame.TEXT_SIZE / 3;
      canvas.text(LEFT - 10, middle, groups.get(g).label(), labels);
      double barTop = y;
      for (Bar bar : groups.get(g).bars()) {
        double length = Math.max(1, bar.value() * scale);
        canvas.box(LEFT, barTop, length, BAR, bar.ink(), bar.opacity());
        canvas.text(LEFT + length + 6, barTop + BAR - 4.5, bar.text(), values);
        barTop += BAR + BAR_GAP;
      }
      y += groupHeight(g);
    }
  }
}
