package io.github.fer4j.train.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPipelineTest {
  @Test
  void theOrderOfAnEpochIsAPermutationThatTheSeedAndTheEpochChoose() {
    int[] order = BatchPipeline.order(100, 1, 0);
    assertThat(order).containsOnlyOnce(IntStream.range(0, 100).toArray());
    assertThat(BatchPipeline.order(100, 1, 0)).isEqualTo(order);
    assertThat(BatchPipeline.order(100, 1, 1)).isNotEqualTo(order);
    assertThat(BatchPipeline.order(100, 2, 0)).isNotEqualTo(order);
  }
}
