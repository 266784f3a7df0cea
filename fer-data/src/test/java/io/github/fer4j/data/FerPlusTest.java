package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FerPlusTest {
  private static final String HEADER =
      "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";
  private static final String FIRST = "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0\n";
  private static final String SECOND = "PublicTest,fer0000001.png,0,9,0,0,0,0,0,0,1,0\n";

  @TempDir Path folder;
  private FerDataset dataset;

  @BeforeEach
  void twoRows() throws IOException {
    Path csv = folder.resolve("fer2013.csv");
    Files.writeString(
        csv, CsvText.HEADER + CsvText.row(0, 7, "Training") + CsvText.row(3, 9, "PublicTest"));
    dataset = FerDataset.load(csv);
  }

  private FerDataset join(String text) throws IOException {
    Path file = folder.resolve("votes.csv");
    Files.writeString(file, text);
    return dataset.withVotes(file);
  }

  @Test
  void rowsAreMatchedByTheirOrder() throws IOException {
    List<Example> rows = join(HEADER + FIRST + SECOND).allExamples();
    assertThat(rows.get(0).votes().orElseThrow().of(Emotion.ANGRY)).isEqualTo(3);
    assertThat(rows.get(1).votes().orElseThrow().majority(ClassSet.FIVE.emotions()))
        .contains(Emotion.HAPPY);
    assertThat(rows.get(0).votes().orElseThrow().majority(ClassSet.FIVE.emotions())).isEmpty();
  }

  /** Angry 3 and neutral 4; the single vote for sad is an outlier, those for disgust no class. */
  @Test
  void aDistributionIsOfTheClassesWithoutSingleVotes() throws IOException {
    Votes votes = join(HEADER + FIRST + SECOND).allExamples().get(0).votes().orElseThrow();
    assertThat(votes.distribution(ClassSet.FIVE.emotions()).orElseThrow())
        .containsExactly(3 / 7.0, 0, 0, 4 / 7.0, 0);
  }

  @Test
  void votesThatSayNothingHaveNoDistribution() {
    List<Emotion> classes = ClassSet.FIVE.emotions();
    assertThat(new Votes(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).distribution(classes)).isEmpty();
    assertThat(new Votes(List.of(0, 0, 9, 0, 0, 0, 0, 0, 0, 1)).distribution(classes)).isEmpty();
    assertThat(new Votes(List.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 8)).distribution(classes)).isEmpty();
    assertThat(new Votes(List.of(2, 0, 0, 0, 0, 0, 0, 0, 8, 0)).distribution(classes)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no header        | line 1",
        "a row is missing | expected as many rows as the data, 2, found 1",
        "a row too many   | expected as many rows as the data, 2, found 3",
        "rows swapped     | row 1",
        "a column cut     | line 3",
        "no count         | line 2",
        "a negative count | line 2",
        "another split    | line 2",
        "nothing          | line 1",
      })
  void whatDoesNotBelongToTheDataIsRefused(String fault, String named) {
    String text =
        switch (fault.strip()) {
          case "no header" -> FIRST + SECOND;
          case "a row is missing" -> HEADER + FIRST;
          case "a row too many" -> HEADER + FIRST + SECOND + SECOND;
          case "rows swapped" -> HEADER + SECOND + FIRST;
          case "a column cut" -> HEADER + FIRST + SECOND.replace(",0\n", "\n");
          case "no count" -> HEADER + FIRST.replace(",4,", ",four,") + SECOND;
          case "a negative count" -> HEADER + FIRST.replace(",4,", ",-4,") + SECOND;
          case "another split" -> HEADER + FIRST.replace("Training", "Train") + SECOND;
          default -> "";
        };
    assertThatThrownBy(() -> join(text))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("votes.csv")
        .hasMessageContaining(named)
        .hasMessageContaining("fer2013new.csv");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = folder.resolve("votes.csv");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2});
    assertThatThrownBy(() -> dataset.withVotes(file)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void howSureTheCrowdMustBeIsTheCallersChoice() {
    List<Emotion> classes = ClassSet.EIGHT.emotions();
    Votes six = new Votes(List.of(0, 0, 6, 0, 4, 0, 0, 0, 0, 0));
    assertThat(six.majority(classes)).contains(Emotion.SURPRISE);
    assertThat(six.majority(classes, 5)).contains(Emotion.SURPRISE);
    assertThat(six.majority(classes, 6)).isEmpty();
    assertThat(six.majority(ClassSet.FIVE.emotions())).isEmpty();
    Votes nine = new Votes(List.of(0, 0, 0, 0, 0, 0, 0, 9, 1, 0));
    assertThat(nine.majority(classes, 8)).contains(Emotion.CONTEMPT);
    assertThat(nine.majority(ClassSet.SEVEN.emotions(), 8)).isEmpty();
    assertThatThrownBy(() -> nine.majority(classes, 4)).hasMessageContaining("4");
  }
}
