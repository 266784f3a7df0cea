package io.github.fer4j.eval.report;

import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.internal.plot.Plot;
import io.github.fer4j.eval.internal.plot.RasterCanvas;
import io.github.fer4j.eval.internal.plot.SvgCanvas;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A report on disk: {@code report.json} and its schema, {@code report.html}, {@code report.md},
 * {@code predictions.csv}, the model's card for people as {@code model-card-document.md} and {@code
 * .json}, and under {@code plots/} each plot as SVG and PNG.
 *
 * @param report what is in report.json
 * @param scores what is in predictions.csv
 */
public record ReportFolder(Report report, ScoredExamples scores) {
  /** File name of the JSON schema. */
  public static final String SCHEMA = "report.schema.json";

  /** File name of the report. */
  public static final String REPORT = "report.json";

  /** File name of the page. */
  public static final String PAGE = "report.html";

  private static final String MARKDOWN = "report.md";
  private static final String PREDICTIONS = "predictions.csv";
  private static final String CARD = "model-card-document";
  private static final String PLOTS = "plots";

  /**
   * Writes a new folder, whole or not at all.
   *
   * @param folder which must not exist yet
   * @param faces of the rows that the report speaks of
   * @throws java.nio.file.FileAlreadyExistsException if the folder exists
   * @throws IOException if it cannot be written
   */
  public void write(Path folder, Map<Integer, ShownFace> faces) throws IOException {
    WholeFolder.write(folder, into -> writeInto(into, faces));
  }

  private void writeInto(Path folder, Map<Integer, ShownFace> faces) throws IOException {
    Files.writeString(folder.resolve(REPORT), ReportJson.write(report));
    ReportJson.copySchema(SCHEMA, folder);
    Files.writeString(folder.resolve(PREDICTIONS), PredictionsCsv.write(scores));
    Map<String, Plot> plots = ReportPlots.of(report);
    String extension = writePlots(plots, Files.createDirectory(folder.resolve(PLOTS)));
    ReportText text = new ReportText(report, plots, faces);
    Files.writeString(folder.resolve(PAGE), text.html());
    Files.writeString(folder.resolve(MARKDOWN), text.markdown(extension));
    ModelCardDocument card = ModelCardDocument.of(report);
    Files.writeString(folder.resolve(CARD + ".md"), card.markdown());
    Files.writeString(folder.resolve(CARD + ".json"), card.json());
  }

  /** Writes each plot as SVG, and as PNG where there is a font to write with. */
  static String writePlots(Map<String, Plot> plots, Path folder) throws IOException {
    String extension = "png";
    for (Map.Entry<String, Plot> plot : plots.entrySet()) {
      Files.writeString(
          folder.resolve(plot.getKey() + ".svg"), SvgCanvas.standalone(plot.getValue()));
      Optional<byte[]> png = RasterCanvas.png(plot.getValue());
      if (png.isPresent()) {
        Files.write(folder.resolve(plot.getKey() + ".png"), png.get());
      } else {
        extension = "svg";
      }
    }
    return extension;
  }

  /**
   * Reads a folder that {@link #write} wrote.
   *
   * @throws java.nio.file.NoSuchFileException if it is no report folder
   * @throws IOException if it cannot be read
   * @throws MalformedReportException if a file in it is not what it should be
   */
  public static ReportFolder read(Path folder) throws IOException {
    Path report = folder.resolve(REPORT);
    Path predictions = folder.resolve(PREDICTIONS);
    return new ReportFolder(
        ReportJson.read(text(report), report.toString()),
        PredictionsCsv.read(text(predictions).lines().toList(), predictions.toString()));
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new MalformedReportException(
          file.toString(), "", "text in UTF-8", "bytes that are no text");
    }
  }
}
