package io.github.fer4j.data;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.LoadedRows.Splits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datavec.api.io.labels.ParentPathLabelGenerator;

/** Pictures in folders named by label, these in folders named by split or not. */
final class LabelFolders {
  private final ParentPathLabelGenerator labels = new ParentPathLabelGenerator();
  private final String resource;
  private final PictureSource source;
  private final LoadOptions options;

  LabelFolders(String resource, PictureSource source, LoadOptions options) {
    this.resource = resource;
    this.source = source;
    this.options = options;
  }

  /**
   * Reads them.
   *
   * @param kind what holds the folders, in words
   */
  LoadedRows read(String kind) throws IOException {
    List<String> paths = source.paths();
    if (paths.isEmpty()) {
      throw malformed(
          "pictures (.jpg, .jpeg, .png, .bmp) in folders named " + FolderNames.LABELS, "none");
    }
    if (options.splits().column().isPresent()) {
      throw malformed("a CSV, as a column for the split is given", "pictures in folders");
    }
    boolean named = areSplitsNamed(paths);
    int contempt = (int) paths.stream().filter(this::isContempt).count();
    List<String> used = paths.stream().filter(path -> !isContempt(path)).toList();
    PictureRows.Result read = new PictureRows(resource, source, options).read(entries(used));
    String form =
        kind
            + (named ? " of folders by split and label" : " of folders by label")
            + (contempt == 0 ? "" : "; left out: " + contempt + " pictures of contempt");
    return new LoadedRows(
        form,
        source.sha256(used, read.digests()),
        read.examples(),
        read.skipped(),
        named ? Splits.NAMED : Splits.NONE);
  }

  private List<PictureRows.Entry> entries(List<String> paths) {
    List<PictureRows.Entry> entries = new ArrayList<>(paths.size());
    for (String path : paths) {
      Optional<FerLabel> label = FolderNames.label(labelName(path));
      Optional<PictureRows.Fault> fault =
          label.isPresent()
              ? Optional.empty()
              : Optional.of(
                  new PictureRows.Fault(
                      "a folder named " + FolderNames.LABELS, "'" + labelName(path) + "'"));
      entries.add(
          new PictureRows.Entry(
              path, label, split(path).orElse(Split.TRAINING), entries.size() + 1, fault));
    }
    return entries;
  }

  private boolean areSplitsNamed(List<String> paths) {
    Optional<String> with = paths.stream().filter(path -> split(path).isPresent()).findFirst();
    Optional<String> without = paths.stream().filter(path -> split(path).isEmpty()).findFirst();
    if (with.isPresent() && without.isPresent()) {
      throw malformed(
          "all pictures in folders of splits (" + FolderNames.SPLITS + "), or none",
          with.get() + " and " + without.get());
    }
    return with.isPresent();
  }

  private boolean isContempt(String path) {
    return FolderNames.isContempt(labelName(path));
  }

  private String labelName(String path) {
    return path.contains("/") ? labels.getLabelForPath(path).toString() : "";
  }

  /** The split that the folder around the label's names. */
  private static Optional<Split> split(String path) {
    String[] segments = path.split("/");
    return segments.length < 3
        ? Optional.empty()
        : FolderNames.split(segments[segments.length - 3]);
  }

  private MalformedDataException malformed(String expected, String found) {
    return MalformedDataException.inFile(
        resource,
        "",
        expected,
        found,
        "Give a folder such as train/angry/1.jpg, or angry/1.jpg; docs/data.md shows all forms.");
  }
}
