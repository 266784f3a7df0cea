package io.github.fer4j.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.cli.data.DataOptions;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceFraming;
import io.github.fer4j.train.reframed.AgreementStudy;
import io.github.fer4j.train.reframed.DetectionStudy;
import io.github.fer4j.train.reframed.SceneComposer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer bench faces}: detectors and framings on FER2013 faces pasted into pictures. */
@Command(
    name = "faces",
    description = {
      "Paste FER2013 faces into larger pictures and measure what detectors miss and make up, and how"
          + " far predictions of found faces agree with those of the faces themselves."
    },
    sortOptions = false)
public final class BenchFacesCommand implements Callable<Integer> {
  private static final double[] FRAMING_SCALES = {0.8, 0.9, 1, 1.1, 1.2, 1.3};
  private static final double[] FRAMING_SHIFTS = {-0.05, 0, 0.05};

  @Mixin DataOptions data;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "300",
      description = "Faces of PublicTest, spread over it (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws the scenes (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--grid",
      description = "Compare many settings of the cascades, not only those in use.")
  boolean grid;

  @Option(
      names = "--framings",
      description = "Compare predictions by many framings; takes a model.")
  boolean framings;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin ModelOptions model;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Example> examples = spread(data.load().examples(Split.PUBLIC_TEST));
    Report report = new Report(spec.commandLine().getOut(), json);
    for (Map.Entry<String, CascadeSettings> each : candidates().entrySet()) {
      try (CascadeFaceDetector detector = new CascadeFaceDetector(each.getValue())) {
        report.detection(
            each.getKey(),
            each.getValue(),
            DetectionStudy.of(detector, new SceneComposer(seed), examples));
      }
    }
    if (framings) {
      compareFramings(examples, report);
    }
    report.end();
    return 0;
  }

  private List<Example> spread(List<Example> all) {
    List<Example> chosen = new ArrayList<>();
    for (int i = 0; i < Math.min(count, all.size()); i++) {
      chosen.add(all.get((int) ((long) i * all.size() / Math.min(count, all.size()))));
    }
    return chosen;
  }

  private Map<String, CascadeSettings> candidates() {
    Map<String, CascadeSettings> named = new LinkedHashMap<>();
    named.put("seed, pictures", CascadeSettings.SEED_PICTURES);
    named.put("seed, video", CascadeSettings.SEED_VIDEO);
    for (Cascade cascade : Cascade.values()) {
      named.put(cascade + ", pictures", CascadeSettings.forPictures(cascade));
      named.put(cascade + ", video", CascadeSettings.forVideo(cascade));
      if (grid) {
        CascadeSettings usual = CascadeSettings.forPictures(cascade);
        for (double factor : new double[] {1.05, 1.1, 1.2}) {
          for (int neighbors : new int[] {2, 3, 5, 8, 12}) {
            named.put(
                String.format(Locale.ROOT, "%s %.2f %d", cascade, factor, neighbors),
                new CascadeSettings(
                    cascade, factor, neighbors, usual.minSize(), usual.longestSide()));
          }
        }
      }
    }
    return named;
  }

  private void compareFramings(List<Example> examples, Report report) throws IOException {
    try (EmotionClassifier classifier = model.open()) {
      for (Cascade cascade : Cascade.values()) {
        try (CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forPictures(cascade))) {
          AgreementStudy.of(
                  detector, classifier, new SceneComposer(seed), examples, candidates(cascade))
              .forEach(result -> report.agreement(cascade, result));
        }
      }
    }
  }

  // The framing in use first, then a grid around it.
  private static List<FaceFraming> candidates(Cascade cascade) {
    FaceFraming usual = FaceFraming.of(cascade);
    List<FaceFraming> candidates = new ArrayList<>(List.of(usual));
    for (double scale : FRAMING_SCALES) {
      for (double shift : FRAMING_SHIFTS) {
        candidates.add(new FaceFraming(usual.scale() * scale, usual.down() + shift));
      }
    }
    return candidates;
  }

  /** Prints lines as they come, or all as JSON at the end. */
  private static final class Report {
    private final PrintWriter out;
    private final boolean json;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private boolean detections;
    private boolean agreements;

    Report(PrintWriter out, boolean json) {
      this.out = out;
      this.json = json;
      root.putArray("detection");
      root.putArray("agreement");
    }

    void detection(String name, CascadeSettings settings, DetectionStudy.Result result) {
      ObjectNode node = root.withArray("detection").addObject();
      node.put("name", name);
      node.put("scale_factor", settings.scaleFactor());
      node.put("min_neighbors", settings.minNeighbors());
      node.put("longest_side", settings.longestSide());
      node.put("scenes", result.scenes());
      node.put("miss_rate", result.missRate());
      node.put("false_finds_per_picture", result.falseFindsPerPicture());
      node.put("median_ms", result.medianMillis());
      FaceFraming framing = result.framing().orElse(FaceFraming.AS_FOUND);
      node.put("framing_scale", framing.scale());
      node.put("framing_down", framing.down());
      if (!json) {
        header(
            !detections,
            "%-18s %8s %12s %8s   %s",
            "detector",
            "missed",
            "false/picture",
            "ms",
            "frame: scale, down");
        detections = true;
        out.printf(
            Locale.ROOT,
            "%-18s %6.1f %% %12.3f %8.1f   %.3f, %+.3f%n",
            name,
            100 * result.missRate(),
            result.falseFindsPerPicture(),
            result.medianMillis(),
            framing.scale(),
            framing.down());
        out.flush();
      }
    }

    void agreement(Cascade cascade, AgreementStudy.Result result) {
      ObjectNode node = root.withArray("agreement").addObject();
      node.put("cascade", cascade.name());
      node.put("framing_scale", result.framing().scale());
      node.put("framing_down", result.framing().down());
      node.put("faces", result.faces());
      node.put("agreement", result.agreement());
      node.put("state_agreement", result.stateAgreement());
      node.put("accuracy", result.accuracy());
      node.put("direct_accuracy", result.directAccuracy());
      if (!json) {
        header(
            !agreements,
            "%-6s %7s %7s %6s %10s %8s %10s %8s",
            "",
            "scale",
            "down",
            "faces",
            "agreement",
            "states",
            "accuracy",
            "direct");
        agreements = true;
        out.printf(
            Locale.ROOT,
            "%-6s %7.3f %+7.3f %6d %8.1f %% %6.1f %% %8.1f %% %6.1f %%%n",
            cascade,
            result.framing().scale(),
            result.framing().down(),
            result.faces(),
            100 * result.agreement(),
            100 * result.stateAgreement(),
            100 * result.accuracy(),
            100 * result.directAccuracy());
        out.flush();
      }
    }

    private void header(boolean first, String format, Object... names) {
      if (first) {
        out.printf(Locale.ROOT, format + "%n", names);
      }
    }

    void end() {
      if (json) {
        out.println(root.toPrettyString());
        out.flush();
      }
    }
  }
}
