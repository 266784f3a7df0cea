package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.MalformedDataException;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataTest {
  @TempDir Path folder;

  @Test
  void trainingFacesThatStandInATestSplitAreLeftOutWhenAsked() throws IOException {
    FerDataset dataset =
        load(
            row(7, Split.TRAINING),
            row(11, Split.TRAINING),
            row(13, Split.TRAINING),
            row(7, Split.PUBLIC_TEST),
            row(13, Split.PRIVATE_TEST));
    assertThat(TrainingData.of(dataset, config(false)).training()).hasSize(3);
    TrainingData kept = TrainingData.of(dataset, config(true));
    assertThat(kept.training()).extracting(Example::row).containsExactly(2);
    assertThat(kept.validation()).hasSize(1);
  }

  @Test
  void aFinalRunLearnsFromBothAndLeavesOutOnlyWhatStandsInPrivateTest() throws IOException {
    FerDataset dataset =
        load(
            row(7, Split.TRAINING),
            row(11, Split.TRAINING),
            row(13, Split.TRAINING),
            row(7, Split.PUBLIC_TEST),
            row(17, Split.PUBLIC_TEST),
            row(13, Split.PRIVATE_TEST),
            row(17, Split.PRIVATE_TEST));
    assertThat(learnt(dataset, config(false).withFinal(true))).containsExactly(1, 2, 3, 4, 5);
    assertThat(learnt(dataset, config(true).withFinal(true))).containsExactly(1, 2, 4);
    assertThat(learnt(dataset, config(true))).containsExactly(2);
  }

  @Test
  void aFinalRunThatDropsLeakedImagesNeedsThoseThatLeak() throws IOException {
    FerDataset dataset = load(row(7, Split.TRAINING), row(11, Split.PUBLIC_TEST));
    assertThatThrownBy(() -> TrainingData.of(dataset, config(true).withFinal(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no row of PrivateTest")
        .hasMessageContaining("set drop-leaked to false");
  }

  @Test
  void aFinalRunNeedsPublicTest() throws IOException {
    FerDataset dataset = load(row(7, Split.TRAINING), row(11, Split.PRIVATE_TEST));
    assertThatThrownBy(() -> TrainingData.of(dataset, config(false).withFinal(true)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("rows of split PublicTest");
  }

  private static List<Integer> learnt(FerDataset dataset, TrainingConfig config) {
    return TrainingData.of(dataset, config).learntIn(config).stream().map(Example::row).toList();
  }

  @Test
  void nothingLeftIsAnError() throws IOException {
    FerDataset dataset = load(row(7, Split.TRAINING), row(7, Split.PUBLIC_TEST));
    assertThatThrownBy(() -> TrainingData.of(dataset, config(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is left");
  }

  private FerDataset load(String... rows) throws IOException {
    Path csv = folder.resolve("faces.csv");
    Files.writeString(csv, "emotion,pixels,Usage\n" + String.join("", rows));
    return FerDataset.load(csv);
  }

  /** A happy face of stripes. */
  private static String row(int stripes, Split split) {
    String pixels =
        IntStream.range(0, FaceImage.PIXELS)
            .mapToObj(i -> Integer.toString(i * stripes % 256))
            .collect(Collectors.joining(" "));
    return "3," + pixels + "," + split.usage() + "\n";
  }

  private static TrainingConfig config(boolean dropLeaked) {
    return TrainingConfig.preset("quick").withDropLeaked(dropLeaked);
  }
}
