package io.github.fer4j.eval.report;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The form of {@code history.csv}, which a training writes beside its model. */
final class HistoryCsv {
  static final String FILE = "history.csv";

  private static final String COLUMNS =
      "epoch,input_side,learning_rate,train_loss,train_accuracy,validation_loss,"
          + "validation_accuracy,validation_state_accuracy,seconds,images_per_second,network_share";
  private static final String TRAINING_FORMAT = "%d,%d,%.6g,%.5f,%.5f,";
  private static final String VALIDATION_FORMAT = "%.5f,%.5f,%.5f,";
  private static final String NOT_VALIDATED = ",,,";
  private static final String SPEED_FORMAT = "%.1f,%.1f,%.4f";
  private static final String CROWD_ACCURACY = "crowd_accuracy";
  private static final String CROWD_COLUMNS = ",crowd_loss," + CROWD_ACCURACY;
  private static final String CROWD_FORMAT = ",%.5f,%.5f";

  private final Path file;
  private final List<String> columns;

  private HistoryCsv(Path file, List<String> columns) {
    this.file = file;
    this.columns = columns;
  }

  /** The first line. */
  static String header(boolean crowd) {
    return COLUMNS + (crowd ? CROWD_COLUMNS : "") + "\n";
  }

  /** A line of an epoch; its validation fields are empty where it was not validated. */
  static String row(EpochRecord e) {
    String training =
        format(
            TRAINING_FORMAT,
            e.epoch(),
            e.inputSide(),
            e.learningRate(),
            e.trainLoss(),
            e.trainAccuracy());
    String validation =
        e.hasValidation()
            ? format(
                VALIDATION_FORMAT,
                e.validationLoss(),
                e.validationAccuracy(),
                e.validationStateAccuracy())
            : NOT_VALIDATED;
    String speed = format(SPEED_FORMAT, e.seconds(), e.imagesPerSecond(), e.networkShare());
    String crowd =
        e.crowdFigures().map(c -> format(CROWD_FORMAT, c.loss(), c.accuracy())).orElse("");
    return training + validation + speed + crowd + "\n";
  }

  private static String format(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  /**
   * The course of the training that made a model, or why it is not known.
   *
   * @param folder of the model
   * @throws IOException if the file is there and cannot be read
   * @throws MalformedReportException if it is there and is no history
   */
  static Section<TrainingCurves> curves(Path folder, ModelCard card) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Section.absent("There is no " + FILE + " beside the model.");
    }
    List<TrainingCurves.Epoch> epochs = read(file);
    if (epochs.isEmpty()) {
      return Section.absent("The " + FILE + " beside the model holds no epoch.");
    }
    return Section.of(
        new TrainingCurves(
            epochs,
            card.provenance().epoch(),
            Optional.ofNullable(card.provenance().chosenOn()).map(Split::usage)));
  }

  /** The epochs of a file, whose columns are found by name; others may be missing. */
  static List<TrainingCurves.Epoch> read(Path file) throws IOException {
    List<String> lines = lines(file);
    List<TrainingCurves.Epoch> epochs = new ArrayList<>();
    if (!lines.isEmpty()) {
      HistoryCsv history = new HistoryCsv(file, List.of(lines.get(0).split(",")));
      for (int line = 1; line < lines.size(); line++) {
        epochs.add(history.epoch(lines.get(line).split(","), line + 1));
      }
    }
    return epochs;
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
        figure(fields, line, "validation_loss"),
        figure(fields, line, "validation_accuracy"),
        columns.contains(CROWD_ACCURACY)
            ? OptionalDouble.of(number(fields, line, CROWD_ACCURACY))
            : OptionalDouble.empty());
  }

  /** A number, or none where the field is there and empty. */
  private OptionalDouble figure(String[] fields, int line, String column) {
    int index = columns.indexOf(column);
    return index >= 0 && index < fields.length && fields[index].isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(fields, line, column));
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
        file.toString(), "line " + line, "a number in column " + column, "'" + field + "'");
  }
}
