package io.github.fer4j.eval.report;

import io.github.fer4j.core.ModelCard;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code history.csv} that a training leaves beside its model. */
final class HistoryCsv {
  static final String FILE = "history.csv";

  private final Path file;
  private final List<String> columns;

  private HistoryCsv(Path file, List<String> columns) {
    this.file = file;
    this.columns = columns;
  }

  /**
   * The course of the training that made a model, or why it is not known.
   *
   * @param folder of the model
   * @throws IOException if the file is there and cannot be read
   * @throws MalformedReportException if it is there and is no history
   */
  static Section<TrainingCurves> read(Path folder, ModelCard card) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Section.absent("There is no " + FILE + " beside the model.");
    }
    List<String> lines = lines(file);
    if (lines.size() < 2) {
      return Section.absent("The " + FILE + " beside the model holds no epoch.");
    }
    HistoryCsv history = new HistoryCsv(file, List.of(lines.get(0).split(",")));
    List<TrainingCurves.Epoch> epochs = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      epochs.add(history.epoch(lines.get(line).split(","), line + 1));
    }
    return Section.of(
        new TrainingCurves(
            epochs, card.provenance().epoch(), card.provenance().chosenOn().usage()));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new MalformedReportException(
          file.toString(), "", "a CSV in UTF-8", "bytes that are no text");
    }
  }

  private TrainingCurves.Epoch epoch(String[] fields, int line) {
    return new TrainingCurves.Epoch(
        (int) number(fields, line, "epoch"),
        number(fields, line, "learning_rate"),
        number(fields, line, "train_loss"),
        number(fields, line, "train_accuracy"),
        number(fields, line, "validation_loss"),
        number(fields, line, "validation_accuracy"));
  }

  private double number(String[] fields, int line, String column) {
    int index = columns.indexOf(column);
    String field = index >= 0 && index < fields.length ? fields[index] : "nothing";
    try {
      double value = Double.parseDouble(field);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as what is not finite.
    }
    throw new MalformedReportException(
        file.toString(), "line " + line, "a number in column " + column, field);
  }
}
