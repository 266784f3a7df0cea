package io.github.fer4j.eval.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.audit.Brightness;
import io.github.fer4j.data.audit.DatasetAudit;
import io.github.fer4j.data.audit.DuplicateGroup;
import io.github.fer4j.data.audit.Leakage;
import io.github.fer4j.eval.internal.plot.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An audit of a data set on disk: {@code audit.json}, {@code audit.html}, {@code audit.md}, and
 * under {@code plots/} each plot as SVG and PNG, and the schema of {@code audit.json}. It names
 * rows and holds no image.
 *
 * @param schema file name of the JSON schema that describes this
 * @param formatVersion version of the layout of audit.json: 1
 * @param file name of the CSV
 * @param sha256 of the CSV as it lies on disk
 * @param rows of all splits and labels
 * @param identical groups of byte-identical images
 * @param nearlyIdentical groups of identical or nearly identical images, at least two of which
 *     differ
 * @param mirrored groups of images that show each other's mirror image
 * @param leakage how much of each test split is also in Training
 * @param blankRows rows whose image is of one colour
 * @param splits balance and light of each split that has rows
 */
public record AuditReport(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String file,
    String sha256,
    int rows,
    Copies identical,
    Copies nearlyIdentical,
    Copies mirrored,
    List<Leak> leakage,
    List<Integer> blankRows,
    List<SplitReport> splits) {

  /** The layout that this code writes. */
  public static final int FORMAT_VERSION = 1;

  /** File name of the JSON schema. */
  public static final String SCHEMA = "audit.schema.json";

  /**
   * Images that stand more than once.
   *
   * @param groups how many
   * @param surplus rows beyond the first of each group
   * @param acrossSplits groups that are in more than one split
   * @param conflicting groups whose labels contradict each other
   * @param members of each group
   */
  public record Copies(
      int groups, int surplus, int acrossSplits, int conflicting, List<Group> members) {
    private static Copies of(List<DuplicateGroup> groups) {
      return new Copies(
          groups.size(),
          DatasetAudit.surplus(groups),
          DatasetAudit.acrossSplits(groups).size(),
          DatasetAudit.conflicting(groups).size(),
          groups.stream().map(Group::of).toList());
    }
  }

  /**
   * Rows that show the same picture.
   *
   * @param rows in the file, from 1
   * @param splits of the rows
   * @param labels of the rows
   */
  public record Group(List<Integer> rows, List<String> splits, List<String> labels) {
    private static Group of(DuplicateGroup group) {
      return new Group(
          group.examples().stream().map(Example::row).toList(),
          group.examples().stream().map(example -> example.split().usage()).toList(),
          group.examples().stream().map(example -> nameOf(example.label())).toList());
    }
  }

  /**
   * How much of a split is also in Training.
   *
   * @param split as the file calls it
   * @param rows of the split
   * @param identical of them stand there byte for byte
   * @param identicalOrNear of them stand there byte for byte or nearly so
   * @param all of them stand there byte for byte, nearly so, or mirrored
   * @param share the latter over the rows, 0 to 1
   */
  public record Leak(
      String split, int rows, int identical, int identicalOrNear, int all, double share) {
    private static Leak of(Leakage leak) {
      return new Leak(
          leak.tested().usage(),
          leak.rows(),
          leak.identical(),
          leak.identicalOrNear(),
          leak.all(),
          leak.share());
    }
  }

  /**
   * One split.
   *
   * @param split as the file calls it
   * @param rows of it
   * @param labels rows by label
   * @param states rows by state; those without a class are in neither
   * @param brightness light in its images
   */
  public record SplitReport(
      String split,
      int rows,
      Map<String, Integer> labels,
      Map<String, Integer> states,
      Brightness brightness) {
    private static SplitReport of(DatasetAudit audit, Split split) {
      Map<String, Integer> labels = new LinkedHashMap<>();
      for (FerLabel label : FerLabel.values()) {
        labels.put(nameOf(label), audit.summary().count(split, label));
      }
      Map<String, Integer> states = new LinkedHashMap<>();
      for (State state : State.values()) {
        states.put(state.label(), audit.summary().count(split, state));
      }
      return new SplitReport(
          split.usage(),
          audit.summary().rows(split),
          labels,
          states,
          audit.brightness().get(split));
    }
  }

  /** What an audit found. */
  public static AuditReport of(DatasetAudit audit) {
    return new AuditReport(
        SCHEMA,
        FORMAT_VERSION,
        audit.file(),
        audit.sha256(),
        audit.summary().rows(),
        Copies.of(audit.identical()),
        Copies.of(audit.nearlyIdentical()),
        Copies.of(audit.mirrored()),
        audit.leakage().stream().map(Leak::of).toList(),
        audit.blank().stream().map(Example::row).toList(),
        audit.splits().stream().map(split -> SplitReport.of(audit, split)).toList());
  }

  /** As JSON, indented, with a line end. */
  public String json() {
    return ReportJson.text(this);
  }

  /**
   * Writes a new folder, whole or not at all.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the folder exists
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    Map<String, Plot> plots = AuditPlots.of(this);
    WholeFolder.write(
        folder,
        into -> {
          String extension =
              ReportFolder.writePlots(plots, Files.createDirectory(into.resolve("plots")));
          Map<String, Object> model = new LinkedHashMap<>();
          model.put("audit", ReportJson.tree(this));
          model.put("plots", ReportText.drawn(plots));
          model.put("plot_extension", extension);
          Files.writeString(into.resolve("audit.json"), json());
          ReportJson.copySchema(SCHEMA, into);
          Files.writeString(into.resolve("audit.html"), Templates.page("audit.ftlh", model));
          Files.writeString(into.resolve("audit.md"), Templates.text("audit.md.ftl", model));
        });
  }

  private static String nameOf(FerLabel label) {
    return label.name().toLowerCase(Locale.ROOT);
  }
}
