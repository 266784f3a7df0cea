package io.github.fer4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one place that decides, by content, what data are. */
final class DataSource {
  private DataSource() {}

  /**
   * Reads data of any form.
   *
   * @param path a CSV, plain or compressed; a folder; a zip of a CSV or of folders
   */
  static LoadedRows read(Path path, LoadOptions options) throws IOException {
    LoadedRows rows = readForm(path, options);
    return rows.examples().isEmpty()
        ? rows
        : SplitDraw.complete(path.toString(), rows, options.splits());
  }

  private static LoadedRows readForm(Path path, LoadOptions options) throws IOException {
    if (Files.isDirectory(path)) {
      try (FolderPictures folder = new FolderPictures(path)) {
        return new LabelFolders(path.toString(), folder, options).read("a folder");
      }
    }
    if (CsvSource.isZip(path)) {
      try (ZipPictures zip = ZipPictures.open(path)) {
        if (!zip.paths().isEmpty()) {
          return new LabelFolders(path.toString(), zip, options).read("a zip archive");
        }
      }
    }
    return LabelCsv.isOne(path) ? LabelCsv.read(path, options) : CsvRows.read(path, options);
  }
}
