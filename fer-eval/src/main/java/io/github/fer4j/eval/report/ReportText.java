package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.State;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.internal.plot.Plot;
import io.github.fer4j.eval.internal.plot.SvgCanvas;
import io.github.fer4j.infer.Explanation;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as a page and as Markdown. */
final class ReportText {
  private final Map<String, Object> model = new HashMap<>();

  /**
   * @param report what is shown
   * @param plots its plots by name
   * @param faces images of rows that the report speaks of
   */
  ReportText(Report report, Map<String, Plot> plots, Map<Integer, ShownFace> faces)
      throws IOException {
    Map<String, Object> tree = ReportJson.tree(report);
    tree.put("class_set", report.emotions().classSet().toString());
    tree.put("class_title", report.emotions().classSet().title());
    tree.put("okay", named(report.emotions().classSet(), State.OKAY));
    tree.put("not_okay", named(report.emotions().classSet(), State.NOT_OKAY));
    tree.put("leak_note", Caveats.ofLeaks(report.subject().data(), report.subject().model()));
    model.put("report", tree);
    model.put("metrics", metrics());
    model.put("agreements", agreements());
    model.put("plots", drawn(plots));
    Map<String, String> images = new HashMap<>();
    Map<String, String> explained = new HashMap<>();
    for (Map.Entry<Integer, ShownFace> face : faces.entrySet()) {
      String row = face.getKey().toString();
      FaceImage image = face.getValue().image();
      images.put(row, inline(FacePng.of(image)));
      Optional<Explanation> explanation = face.getValue().explanation();
      if (explanation.isPresent()) {
        explained.put(row, inline(FacePng.of(image, explanation.get())));
      }
    }
    model.put("explained", explained);
    model.put("faces", images);
  }

  private static String inline(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /** Labels of the classes of a state. */
  static String named(ClassSet classes, State state) {
    return classes.emotions().stream()
        .filter(emotion -> emotion.state() == state)
        .map(Emotion::label)
        .collect(Collectors.joining(", "));
  }

  /** Title and SVG of each plot by its name. */
  static Map<String, Object> drawn(Map<String, Plot> plots) {
    Map<String, Object> drawn = new HashMap<>();
    plots.forEach(
        (name, plot) ->
            drawn.put(name, Map.of("title", plot.title(), "svg", SvgCanvas.inline(plot))));
    return drawn;
  }

  /** Title of each agreement by its key. */
  static Map<String, String> agreements() {
    return Arrays.stream(Agreement.values())
        .collect(Collectors.toMap(Agreement::key, Agreement::title));
  }

  /** Key and title of each metric in order. */
  static List<Map<String, String>> metrics() {
    return Arrays.stream(Metric.values())
        .map(metric -> Map.of("key", metric.key(), "title", metric.title()))
        .toList();
  }

  /** A page that needs nothing but itself. */
  String html() throws IOException {
    return Templates.page("report.ftlh", model);
  }

  /**
   * Markdown that shows the plots beside it.
   *
   * @param plotExtension {@code png} or {@code svg}
   */
  String markdown(String plotExtension) throws IOException {
    model.put("plot_extension", plotExtension);
    return Templates.markdown("report.md.ftl", model);
  }
}
