package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BandsTest {

  @ParameterizedTest
  @CsvSource({"1,1", "3,30", "5,2050", "48,480000", "512,4608", "5000,15000"})
  void everyValueIsInOneBandAndEveryTileHoldsWholeRows(int channels, int values) {
    Bands bands = new Bands(channels, values);
    AtomicIntegerArray seen = new AtomicIntegerArray(values);

    bands.forEach(
        (band, start, end) -> {
          assertThat(start % channels).isZero();
          for (int i = start; i < end; i++) {
            seen.incrementAndGet(i);
          }
        });

    assertThat(bands.tile() % channels).isZero();
    for (int i = 0; i < values; i++) {
      assertThat(seen.get(i)).isEqualTo(1);
    }
  }

  @Test
  void columnsOfATileAreAddedUpChannelByChannel() {
    double[] sums = {100, 0};
    new Bands(2, 6).addColumns(new float[] {1, 2, 3, 4, 5, 6}, sums);
    assertThat(sums).containsExactly(109, 12);
  }

  @Test
  void takesMapsOfOnePixelAndRefusesTransposedArrays() {
    INDArray pixels = Nd4j.arange(8).reshape(4, 1, 1, 2);
    assertThat(Bands.of(pixels)).isEqualTo(new Bands(2, 8));
    assertThat(Bands.values(pixels).get(7)).isEqualTo(7);

    INDArray transposed = Nd4j.arange(8).reshape(4, 2).transpose();
    assertThatThrownBy(() -> Bands.values(transposed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row-major");
  }
}
