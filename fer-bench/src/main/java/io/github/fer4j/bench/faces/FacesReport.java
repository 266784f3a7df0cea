package io.github.fer4j.bench.faces;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.bench.detection.AgreementStudy;
import io.github.fer4j.bench.detection.DetectionStudy;
import io.github.fer4j.bench.detection.TrackingStudy;
import io.github.fer4j.bench.faces.Table.Column;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceCrop;
import java.io.PrintWriter;
import java.util.List;

/** The three tables of {@code fer bench faces}, as text while they grow, or as JSON at the end. */
final class FacesReport {
  private static final String PERCENT = "%.1f %%";

  /** Factor, neighbors and side of a cascade; YuNet has none of them. */
  record Detection(
      String name, double factor, int neighbors, int side, DetectionStudy.Result result) {
    Detection(String name, CascadeSettings settings, DetectionStudy.Result result) {
      this(name, settings.scaleFactor(), settings.minNeighbors(), settings.longestSide(), result);
    }

    Detection(String name, DetectionStudy.Result result) {
      this(name, 0, 0, 0, result);
    }

    FaceCrop framing() {
      return result.framing().orElse(FaceCrop.AS_FOUND);
    }
  }

  record Agreement(String name, AgreementStudy.Result result) {}

  record Tracking(String name, TrackingStudy.Result result) {}

  private final PrintWriter out;
  private final ObjectNode json;
  private final Table<Detection> detections;
  private final Table<Agreement> agreements;
  private final Table<Tracking> trackings;

  FacesReport(PrintWriter out, boolean asJson) {
    this.out = out;
    this.json = asJson ? JsonNodeFactory.instance.objectNode() : null;
    this.detections = new Table<>("detection", detectionColumns(), out, json);
    this.agreements = new Table<>("agreement", agreementColumns(), out, json);
    this.trackings = new Table<>("tracking", trackingColumns(), out, json);
  }

  void add(Detection row) {
    detections.add(row);
  }

  void add(Agreement row) {
    agreements.add(row);
  }

  void add(Tracking row) {
    trackings.add(row);
  }

  void end() {
    if (json != null) {
      out.println(json.toPrettyString());
      out.flush();
    }
  }

  private static List<Column<Detection>> detectionColumns() {
    return List.of(
        new Column<>("name", "detector", "%s", Detection::name),
        new Column<>("scale_factor", "factor", "%.2f", row -> row.factor),
        new Column<>("min_neighbors", "neighbors", "%d", row -> row.neighbors),
        new Column<>("longest_side", "side", "%d", row -> row.side),
        new Column<>("scenes", "pictures", "%d", row -> row.result.scenes()),
        new Column<>("missed_percent", "missed", PERCENT, row -> 100 * row.result.missRate()),
        new Column<>(
            "false_finds_per_picture", "false", "%.3f", row -> row.result.falseFindsPerPicture()),
        new Column<>("median_ms", "ms", "%.1f", row -> row.result.medianMillis()),
        new Column<>("framing_scale", "scale", "%.3f", row -> row.framing().scale()),
        new Column<>("framing_down", "down", "%+.3f", row -> row.framing().down()));
  }

  private static List<Column<Agreement>> agreementColumns() {
    return List.of(
        new Column<>("name", "cut", "%s", Agreement::name),
        new Column<>("aligned", "aligned", "%b", row -> row.result.cut().aligned()),
        new Column<>("shrinking", "shrinking", "%s", row -> row.result.cut().shrinking().name()),
        new Column<>("scale", "scale", "%.3f", row -> row.result.cut().framing().scale()),
        new Column<>("down", "down", "%+.3f", row -> row.result.cut().framing().down()),
        new Column<>("faces", "faces", "%d", row -> row.result.faces()),
        new Column<>("agreement_percent", "agree", PERCENT, row -> 100 * row.result.agreement()),
        new Column<>(
            "state_agreement_percent", "states", PERCENT, row -> 100 * row.result.stateAgreement()),
        new Column<>(
            "frame_agreement_percent",
            "at frame",
            PERCENT,
            row -> 100 * row.result.frameAgreement()),
        new Column<>("accuracy_percent", "right", PERCENT, row -> 100 * row.result.accuracy()),
        new Column<>(
            "direct_accuracy_percent",
            "directly",
            PERCENT,
            row -> 100 * row.result.directAccuracy()));
  }

  private static List<Column<Tracking>> trackingColumns() {
    return List.of(
        new Column<>("name", "tracking", "%s", Tracking::name),
        new Column<>("videos", "videos", "%d", row -> row.result.videos()),
        new Column<>(
            "labelled_percent", "labelled", PERCENT, row -> 100 * row.result.labelledShare()),
        new Column<>("false_faces_per_frame", "false", "%.4f", row -> row.result.falsePerFrame()),
        new Column<>("numbers_per_face", "numbers", "%.2f", row -> row.result.numbersPerFace()),
        new Column<>(
            "changes_per_second", "changes/s", "%.2f", row -> row.result.changesPerSecond()),
        new Column<>("median_ms", "ms", "%.1f", row -> row.result.medianMillis()),
        new Column<>("p95_ms", "p95 ms", "%.1f", row -> row.result.slowMillis()),
        new Column<>("frames_per_second", "frames/s", "%.1f", row -> row.result.framesPerSecond()));
  }
}
