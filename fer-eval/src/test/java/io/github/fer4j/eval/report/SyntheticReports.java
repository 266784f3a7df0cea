package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.SyntheticScores;
import io.github.fer4j.infer.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reports on a classifier that does not exist. */
final class SyntheticReports {
  static final Bootstrap BOOTSTRAP = new Bootstrap(200, 0.95, 1);
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private SyntheticReports() {}

  /** A report with all of its sections. */
  static ReportFolder whole(int faces) {
    ScoredExamples scores = SyntheticScores.of(faces, 1.6, 4);
    Measurements evidence =
        new Measurements(
            subject(faces, scores.classSet()),
            scores,
            Section.of(SyntheticScores.of(faces, 1.7, 4)),
            Section.of(readings(faces)),
            Section.of(leaked(faces)),
            Section.of(SyntheticScores.of(faces, 1.6, 5)),
            Section.of(training()),
            Section.of(robustness()),
            Section.of(
                new Speed(
                    OptionalLong.of(2_345_678),
                    OptionalLong.of(117_000_000),
                    9_400_000,
                    2,
                    200,
                    2.71,
                    3.92,
                    471)));
    return new ReportFolder(new ReportBuilder(BOOTSTRAP).build(evidence), scores);
  }

  /** A report of which every section that may be absent is. */
  static ReportFolder bare(ScoredExamples scores) {
    Measurements evidence =
        new Measurements(
            subject(scores.size(), scores.classSet()),
            scores,
            Section.absent("It was not asked for (--tta)."),
            Section.absent("There are no votes."),
            Section.absent("The file has no Training rows."),
            Section.absent("This file lacks PublicTest."),
            Section.absent("There is no history.csv beside the model."),
            Section.absent("Robustness was not measured."),
            Section.absent("Speed was not measured."));
    return new ReportFolder(new ReportBuilder(BOOTSTRAP).build(evidence), scores);
  }

  /** A report on a model that was trained on PublicTest too. */
  static ReportFolder onFinalModel(ScoredExamples scores) {
    Measurements evidence =
        new Measurements(
            subject(scores.size(), scores.classSet(), Optional.empty()),
            scores,
            Section.absent("It was not asked for (--tta)."),
            Section.absent("There are no votes."),
            Section.of(leaked(scores.size())),
            Section.absent("This model was trained on PublicTest."),
            Section.of(finalTraining()),
            Section.absent("Robustness was not measured."),
            Section.absent("Speed was not measured."));
    return new ReportFolder(new ReportBuilder(BOOTSTRAP).build(evidence), scores);
  }

  /** Pictures of waves for the rows that a report speaks of, each with a map of one bright part. */
  static Map<Integer, ShownFace> faces(Report report) {
    Map<Integer, ShownFace> faces = new LinkedHashMap<>();
    for (Failures.ConfidentError error : report.failures().confidentErrors()) {
      SplittableRandom random = new SplittableRandom(error.row());
      double u = random.nextDouble(0.1, 0.4);
      double v = random.nextDouble(0.1, 0.4);
      byte[] pixels = new byte[FaceImage.PIXELS];
      for (int i = 0; i < pixels.length; i++) {
        int x = i % FaceImage.SIDE;
        int y = i / FaceImage.SIDE;
        pixels[i] = (byte) (128 + 100 * Math.sin(u * x) * Math.cos(v * y));
      }
      Explanation explanation =
          new Explanation(
              Emotion.ofLabel(error.decision()),
              Explanation.Method.ACTIVATION_MAP,
              2,
              2,
              new float[] {4, 0, 0, -1},
              0);
      faces.put(error.row(), new ShownFace(FaceImage.of(pixels), Optional.of(explanation)));
    }
    return faces;
  }

  private static Subject subject(int faces, ClassSet classes) {
    return subject(faces, classes, Optional.of("PublicTest"));
  }

  private static Subject subject(int faces, ClassSet classes, Optional<String> chosenOn) {
    Map<String, Optional<String>> merge = new LinkedHashMap<>();
    merge.put("angry", Optional.of("Angry"));
    merge.put("disgust", Optional.empty());
    return new Subject(
        new Subject.Data(
            "<made up>.csv",
            DIGEST,
            "PrivateTest",
            faces + 71,
            faces,
            new TreeMap<>(Map.of("disgust", 50, "surprise", 21)),
            0,
            merge,
            true),
        new Subject.Model(
            "made-up",
            DIGEST,
            "slim",
            chosenOn,
            17,
            "none on paper",
            Optional.of("bfloat16"),
            OptionalDouble.of(1.15),
            Optional.of(classes.toString()),
            Optional.of("fer2013"),
            new TreeMap<>(Map.of("paper", "1")),
            "2026-01-01T00:00:00Z",
            DIGEST,
            new TreeMap<>(Map.of("Training", 25_102, "PublicTest", 3_118)),
            new TreeMap<>(Map.of("seed", "42", "epochs", "20", "batch-size", "64"))),
        new Subject.Environment(
            "17",
            "an operating system",
            "a processor",
            2,
            512,
            new TreeMap<>(Map.of("onnxruntime", "1")),
            "fer evaluate --data \"a & b.csv\"",
            new TreeMap<>(Map.of("bootstrap", 1L))));
  }

  private static List<ReadingScores> readings(int faces) {
    List<ReadingScores> readings = new ArrayList<>();
    for (String reading : List.of("fer2013", "crowd")) {
      for (Truth truth : Truth.ALL) {
        int counted = truth.agreement() == Agreement.ANY ? faces : Math.max(1, faces / 2);
        double skill = truth.name().equals(reading) ? 1.6 : 1;
        readings.add(new ReadingScores(reading, truth, SyntheticScores.of(counted, skill, 4)));
      }
    }
    return readings;
  }

  private static Set<Integer> leaked(int faces) {
    return new TreeSet<>(IntStream.range(0, faces / 10).boxed().toList());
  }

  private static TrainingCurves training() {
    return new TrainingCurves(
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                e ->
                    new TrainingCurves.Epoch(
                        e,
                        0.05 * (1 + Math.cos(e * Math.PI / 20)),
                        0.7 + 1 / (e + 1.0),
                        0.72 - 0.5 / e,
                        OptionalDouble.of(0.85 + 0.8 / e + (e > 17 ? 0.01 * (e - 17) : 0)),
                        OptionalDouble.of(0.68 - 0.4 / e),
                        OptionalDouble.of(0.8 - 0.4 / e)))
            .toList(),
        17,
        Optional.of("PublicTest"));
  }

  private static TrainingCurves finalTraining() {
    return new TrainingCurves(
        training().epochs().stream()
            .map(
                e ->
                    new TrainingCurves.Epoch(
                        e.epoch(),
                        e.learningRate(),
                        e.trainLoss(),
                        e.trainAccuracy(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))
            .toList(),
        20,
        Optional.empty());
  }

  private static Robustness robustness() {
    return new Robustness(
        400,
        estimate(0.68),
        List.of(
            course("Blur", "σ, pixels", 0.68, 0.09),
            course("Noise", "σ, gray levels", 0.68, 0.11),
            course("Brightness", "gray levels, up or down", 0.68, 0.03),
            course("Shift", "pixels", 0.68, 0.06),
            course("Rotation", "degrees", 0.68, 0.05)));
  }

  private static Robustness.Course course(String name, String unit, double start, double loss) {
    return new Robustness.Course(
        name,
        unit,
        IntStream.rangeClosed(1, 4)
            .mapToObj(
                step ->
                    new Robustness.Step(
                        step * 2,
                        estimate(start - step * loss),
                        estimate(start - step * loss + 0.1)))
            .toList());
  }

  private static Estimate estimate(double value) {
    return new Estimate(
        OptionalDouble.of(value), OptionalDouble.of(value - 0.04), OptionalDouble.of(value + 0.04));
  }
}
