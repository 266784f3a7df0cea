package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.listener.impl.LogRecordListener;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of DataVec's RecordReader, kept for FER2013. */
class FerRecordReaderTest {
  private static final String ROWS =
      CsvText.HEADER
          + CsvText.row(3, 10, "Training")
          + CsvText.row(1, 20, "PublicTest")
          + CsvText.row(6, 30, "PrivateTest");

  @TempDir Path folder;
  private Path file;
  private RecordReader reader;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("three.csv"), ROWS);
    reader = new FerRecordReader();
  }

  @Test
  void recordIsCodePixelsAndUsage() throws Exception {
    reader.initialize(new FileSplit(file.toFile()));

    List<Writable> record = reader.next();

    assertThat(record).hasSize(3);
    assertThat(record.get(0).toInt()).isEqualTo(3);
    assertThat(((BytesWritable) record.get(1)).getContent())
        .hasSize(FaceImage.PIXELS)
        .containsOnly(10);
    assertThat(record.get(2)).hasToString("Training");
  }

  @Test
  void recordsComeInTheOrderOfTheFileAndThenEnd() throws Exception {
    reader.initialize(new FileSplit(file.toFile()));

    assertThat(codes(reader)).containsExactly(3, 1, 6);
    assertThat(reader.hasNext()).isFalse();
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void askingForTheNextRecordTwiceDoesNotLoseIt() throws Exception {
    reader.initialize(new FileSplit(file.toFile()));

    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.hasNext()).isTrue();
    assertThat(codes(reader)).containsExactly(3, 1, 6);
  }

  @Test
  void resetStartsAgainAtTheFirstRecord() throws Exception {
    reader.initialize(new FileSplit(file.toFile()));
    reader.next();
    reader.next();
    assertThat(reader.resetSupported()).isTrue();

    reader.reset();

    assertThat(codes(reader)).containsExactly(3, 1, 6);
  }

  @Test
  void batchesAreAsLargeAsAskedForExceptTheLast() throws Exception {
    reader.initialize(new FileSplit(file.toFile()));
    assertThat(reader.batchesSupported()).isTrue();

    assertThat(reader.next(2)).hasSize(2);
    assertThat(reader.next(2)).hasSize(1);
    assertThat(reader.next(2)).isEmpty();
  }

  @Test
  void severalFilesAreReadOneAfterAnother() throws Exception {
    Path other =
        Files.writeString(
            folder.resolve("other.csv"), CsvText.HEADER + CsvText.row(0, 1, "Training"));
    reader.initialize(new CollectionInputSplit(List.of(file.toUri(), other.toUri())));

    assertThat(codes(reader)).containsExactly(3, 1, 6, 0);
  }

  @Test
  void streamIsReadWhereThereIsNoFile() throws Exception {
    byte[] bytes = ROWS.getBytes(StandardCharsets.UTF_8);
    reader.initialize(
        new InputStreamInputSplit(
            new ByteArrayInputStream(bytes), URI.create("memory://three.csv")));

    assertThat(codes(reader)).containsExactly(3, 1, 6);
  }

  @Test
  void metaDataFindsTheRecordAgain() throws Exception {
    reader.initialize(new Configuration(), new FileSplit(file.toFile()));
    List<Record> records = new ArrayList<>();
    while (reader.hasNext()) {
      records.add(reader.nextRecord());
    }

    List<Record> again =
        reader.loadFromMetaData(
            List.of(records.get(2).getMetaData(), records.get(0).getMetaData()));

    assertThat(again.get(0).getRecord()).isEqualTo(records.get(2).getRecord());
    assertThat(again.get(1).getRecord()).isEqualTo(records.get(0).getRecord());
    assertThat(records.get(2).getMetaData().getURI()).isEqualTo(file.toUri());
    assertThat(reader.loadFromMetaData(records.get(1).getMetaData()).getRecord().get(0).toInt())
        .isEqualTo(1);
  }

  @Test
  void singleRecordIsReadFromADataStream() throws Exception {
    DataInputStream stream =
        new DataInputStream(new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));

    assertThat(reader.record(file.toUri(), stream).get(0).toInt()).isEqualTo(3);
  }

  @Test
  void labelsAreTheSevenInTheOrderOfTheirCodes() {
    assertThat(reader.getLabels())
        .containsExactly("ANGRY", "DISGUST", "FEAR", "HAPPY", "SAD", "SURPRISE", "NEUTRAL");
  }

  @Test
  void listenersHearOfEveryRecord() throws Exception {
    LogRecordListener listener = new LogRecordListener();
    reader.setListeners(listener);
    reader.initialize(new FileSplit(file.toFile()));
    reader.next();

    assertThat(reader.getListeners()).containsExactly(listener);
    assertThat(listener.invoked()).isTrue();
  }

  @Test
  void readerCanBeSerializedAndThenInitialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(reader);
    }
    RecordReader copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (RecordReader) in.readObject();
    }
    copy.initialize(new FileSplit(file.toFile()));

    assertThat(codes(copy)).containsExactly(3, 1, 6);
  }

  @Test
  void strictReaderThrowsAtABadRowAndLenientOnePassesOverIt() throws Exception {
    Files.writeString(
        file,
        CsvText.HEADER
            + CsvText.row(0, 1, "Training")
            + CsvText.row(9, 1, "Training")
            + CsvText.row(2, 1, "Training"));
    reader.initialize(new FileSplit(file.toFile()));
    reader.next();
    assertThatThrownBy(reader::next).isInstanceOf(MalformedDataException.class);

    FerRecordReader lenient = new FerRecordReader(false);
    lenient.initialize(new FileSplit(file.toFile()));

    assertThat(codes(lenient)).containsExactly(0, 2);
    assertThat(lenient.skipped().count()).isEqualTo(1);
    assertThat(lenient.skipped().first().get(0).row()).isEqualTo(2);
  }

  @Test
  void readingBeforeInitializeIsRefused() {
    assertThatThrownBy(reader::hasNext)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("initialize");
  }

  @Test
  void unreadableFileIsAnInputOutputError() throws Exception {
    reader.initialize(new CollectionInputSplit(List.of(folder.resolve("absent.csv").toUri())));

    assertThatThrownBy(reader::hasNext)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.csv");
  }

  @Test
  void closingEndsTheReading() throws Exception {
    reader.initialize(new CollectionInputSplit(List.of(file.toUri(), file.toUri())));
    reader.next();
    reader.close();
    reader.close();

    assertThat(reader.hasNext()).isFalse();
  }

  private static List<Integer> codes(RecordReader reader) {
    List<Integer> codes = new ArrayList<>();
    while (reader.hasNext()) {
      codes.add(reader.next().get(0).toInt());
    }
    return codes;
  }
}
