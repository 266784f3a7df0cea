package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/** Laws on random matrices, wide and tall, whose singular values are all above 2 % of the norm. */
class NewtonSchulzTest {
  @BeforeAll
  static void onTheCpu() {
    Backend.CPU.use();
  }

  private static INDArray random(int rows, int columns) {
    Random random = new Random(rows + columns);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, new long[] {values.length});
  }

  /** Values row by row. */
  private static INDArray matrix(INDArray values, int rows) {
    return Nd4j.create(
        values.dup().data().asFloat(), new long[] {rows, values.length() / rows}, 'c');
  }

  private static double[] singularValues(INDArray matrix) {
    INDArray square =
        matrix.rows() > matrix.columns()
            ? matrix.transpose().mmul(matrix)
            : matrix.mmul(matrix.transpose());
    double[] values = Eigen.symmetricGeneralizedEigenvalues(square.dup('f')).toDoubleVector();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sqrt(Math.max(0, values[i]));
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"4, 36", "16, 144", "36, 8", "20, 12", "2, 2"})
  void allSingularValuesComeNearOne(int rows, int columns) {
    INDArray values = random(rows, columns);
    double norm = values.norm2Number().doubleValue();
    assertThat(DoubleStream.of(singularValues(matrix(values, rows)))).allMatch(s -> s > .02 * norm);

    double[] singular = singularValues(matrix(NewtonSchulz.orthogonal(values, rows), rows));

    // The polynomial of degree 5, three times, takes [0.02, 1] into [0.681, 1.203].
    assertThat(DoubleStream.of(singular)).allMatch(s -> s > .68 && s < 1.21);
  }

  /** With M = U S V' and O = U P V' the product M O' = U S P U' is symmetric. */
  @ParameterizedTest
  @CsvSource({"4, 36", "36, 8", "2, 2"})
  void singularVectorsStay(int rows, int columns) {
    INDArray values = random(rows, columns);
    INDArray orthogonal = matrix(NewtonSchulz.orthogonal(values, rows), rows);

    INDArray product = matrix(values, rows).mmul(orthogonal.transpose());

    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(product.getDouble(i, j)).isCloseTo(product.getDouble(j, i), within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 36", "36, 8"})
  void theGivenValuesAreLeftAsTheyAre(int rows, int columns) {
    INDArray values = random(rows, columns);

    NewtonSchulz.orthogonal(values, rows);

    assertThat(values).isEqualTo(random(rows, columns));
  }
}
