package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCsvTest {
  private static final EpochRecord FIRST =
      new EpochRecord(1, 32, 0.01, 1.9, 0.25, 2.25, 0.2, 0.6, 0.5, 76.3, 0.9619);
  private static final EpochRecord LAST =
      new EpochRecord(
          2,
          48,
          1e-9,
          0.125,
          1,
          0.5,
          0.75,
          0.875,
          12,
          345.6,
          0.5,
          new EpochRecord.CrowdFigures(0.25, 0.625));

  @TempDir Path folder;

  /** Written by revision f2c8f96; scripts read these columns. */
  @Test
  void rowsHaveTheFormThatTheyHaveAlwaysHad() {
    assertThat(EpochRecord.toCsv(List.of(FIRST), false))
        .isEqualTo(
            "epoch,input_side,learning_rate,train_loss,train_accuracy,validation_loss,"
                + "validation_accuracy,validation_state_accuracy,seconds,images_per_second,"
                + "network_share\n"
                + "1,32,0.0100000,1.90000,0.25000,2.25000,0.20000,0.60000,0.5,76.3,0.9619\n");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    assertThat(read(EpochRecord.toCsv(List.of(FIRST), false)))
        .containsExactly(
            epoch(1, 0.01, 1.9, 0.25, OptionalDouble.of(2.25), OptionalDouble.of(0.2)));
    assertThat(read(EpochRecord.toCsv(List.of(LAST), true)))
        .containsExactly(
            new TrainingCurves.Epoch(
                2,
                1e-9,
                0.125,
                1,
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.75),
                OptionalDouble.of(0.625)));
    assertThat(read(EpochRecord.toCsv(List.of(), true))).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void columnsAreFoundByName() throws IOException {
    assertThat(
            read(
                "note,validation_accuracy,epoch,learning_rate,train_loss,train_accuracy,"
                    + "validation_loss\n"
                    + "first,0.2,1,0.01,1.9,0.25,2.25\n"))
        .containsExactly(
            epoch(1, 0.01, 1.9, 0.25, OptionalDouble.of(2.25), OptionalDouble.of(0.2)));
  }

  @Test
  void anEpochThatWasNotValidatedHasEmptyFieldsAndIsReadAgain() throws IOException {
    EpochRecord trained =
        new EpochRecord(1, 32, 0.01, 1.9, 0.25, null, null, null, 0.5, 76.3, 0.9619, null);
    String csv = EpochRecord.toCsv(List.of(trained), false);
    assertThat(csv).endsWith("\n1,32,0.0100000,1.90000,0.25000,,,,0.5,76.3,0.9619\n");
    assertThat(read(csv))
        .containsExactly(epoch(1, 0.01, 1.9, 0.25, OptionalDouble.empty(), OptionalDouble.empty()));
  }

  @Test
  void someValidationFiguresWithoutTheOthersAreRefused() {
    assertThatThrownBy(() -> new EpochRecord(1, 48, 0.1, 1, 0.5, 1.5, null, null, 1, 1, 1, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all of its validation figures or none");
  }

  private static TrainingCurves.Epoch epoch(
      int epoch,
      double rate,
      double loss,
      double accuracy,
      OptionalDouble validationLoss,
      OptionalDouble validationAccuracy) {
    return new TrainingCurves.Epoch(
        epoch, rate, loss, accuracy, validationLoss, validationAccuracy, OptionalDouble.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25000 | many  | train_accuracy",
        "0.25000 | NaN   | train_accuracy",
        "0.20000,0.60000,0.5,76.3,0.9619 | '' | validation_accuracy",
      })
  void aRowThatIsNoEpochIsNamed(String from, String to, String found) {
    String csv = EpochRecord.toCsv(List.of(FIRST), false).replace(from, to);
    assertThatThrownBy(() -> read(csv))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("history.csv, line 2")
        .hasMessageContaining(found);
  }

  private List<TrainingCurves.Epoch> read(String csv) throws IOException {
    return HistoryCsv.read(Files.writeString(folder.resolve(HistoryCsv.FILE), csv));
  }
}
