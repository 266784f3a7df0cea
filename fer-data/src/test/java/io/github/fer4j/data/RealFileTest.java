package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The published counts of FER2013, on the file itself. Needs the training and public test rows in
 * the file that the environment variable FER2013_CSV names.
 */
class RealFileTest {
  private static final String VARIABLE = "FER2013_CSV";

  @Test
  void countsAreThePublishedOnes() throws IOException {
    String file = System.getenv(VARIABLE);
    assumeTrue(file != null && !file.isBlank(), VARIABLE + " names no FER2013 file");
    FerDataset data = FerDataset.load(Path.of(file));

    assertThat(counts(data.summary(), Split.TRAINING))
        .containsExactly(3995, 436, 4097, 7215, 4830, 3171, 4965);
    assertThat(counts(data.summary(), Split.PUBLIC_TEST))
        .containsExactly(467, 56, 496, 895, 653, 415, 607);
    assertThat(data.examples(Split.TRAINING)).hasSize(25_102);
    assertThat(data.examples(Split.PUBLIC_TEST)).hasSize(3_118);
    assertThat(data.summary().skipped()).isEqualTo(SkippedRows.NONE);
  }

  private static int[] counts(DatasetSummary summary, Split split) {
    return Arrays.stream(FerLabel.values())
        .mapToInt(label -> summary.count(split, label))
        .toArray();
  }
}
