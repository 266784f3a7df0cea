package io.github.fer4j.data.audit;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.util.List;
import java.util.Locale;

/** A {@link DatasetAudit} as plain text for a terminal, at most 80 columns wide. */
public final class AuditText {
  private static final int BAR = 24;
  private static final String BLOCK = "█";

  private final DatasetAudit audit;
  private final StringBuilder out = new StringBuilder();

  private AuditText(DatasetAudit audit) {
    this.audit = audit;
  }

  /** Lines of text, each ended by a line feed. */
  public static String of(DatasetAudit audit) {
    AuditText text = new AuditText(audit);
    text.line("%s, %,d rows", audit.file(), audit.summary().rows());
    text.line("SHA-256 %s", audit.sha256());
    text.duplicates("Byte-identical images", audit.identical());
    text.duplicates("Nearly identical images (copies included)", audit.nearlyIdentical());
    text.duplicates("Mirrored images (identical or nearly so)", audit.mirrored());
    text.leakage();
    text.line("");
    text.line("%,d images of one colour", audit.blank().size());
    audit.splits().forEach(text::balance);
    text.brightness();
    return text.out.toString();
  }

  private void duplicates(String title, List<DuplicateGroup> groups) {
    line("");
    line("%s", title);
    line("  %,7d groups, %,d surplus images", groups.size(), DatasetAudit.surplus(groups));
    line("  %,7d groups across splits", DatasetAudit.acrossSplits(groups).size());
    line(
        "  %,7d groups with labels that contradict each other",
        DatasetAudit.conflicting(groups).size());
  }

  private void leakage() {
    line("");
    line("Test images that are also in Training");
    for (Leakage leak : audit.leakage()) {
      line("  %s, %,d rows", leak.tested().usage(), leak.rows());
      line("  %,7d byte for byte", leak.identical());
      line("  %,7d with nearly identical ones", leak.identicalOrNear());
      line("  %,7d (%.1f %%) with mirrored ones too", leak.all(), 100 * leak.share());
    }
    if (audit.leakage().isEmpty()) {
      line("  nothing to compare: the file has no test split");
    }
  }

  private void balance(Split split) {
    line("");
    line("%s, %,d rows", split.usage(), audit.summary().rows(split));
    int largest = 1;
    for (FerLabel label : FerLabel.values()) {
      largest = Math.max(largest, audit.summary().count(split, label));
    }
    for (FerLabel label : FerLabel.values()) {
      int count = audit.summary().count(split, label);
      line(
          "  %-9s %,7d  %5.1f %%  %s",
          label.name().toLowerCase(Locale.ROOT),
          count,
          100.0 * count / audit.summary().rows(split),
          BLOCK.repeat(Math.round((float) BAR * count / largest)));
    }
  }

  private void brightness() {
    line("");
    line("Brightness (0 black to 255 white)   mean   between images   within an image");
    audit
        .brightness()
        .forEach(
            (split, light) ->
                line(
                    "  %-30s %8.1f %16.1f %17.1f",
                    split.usage(), light.mean(), light.deviation(), light.contrast()));
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }
}
