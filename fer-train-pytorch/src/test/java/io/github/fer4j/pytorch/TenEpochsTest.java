package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.dl4j.Dl4jEngineProvider;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten epochs on drawn faces: where rounding and the masks of dropout have led the two engines far
 * apart, they have still learnt the same.
 */
class TenEpochsTest {
  private static final int EPOCHS = 10;
  private static final int BATCHES = 20;
  private static final int BATCH = 15;
  private static final int RUNS = 4;

  /** Drawn faces at half their size. */
  private static final int SIDE = FaceImage.SIDE / 2;

  private static final List<FerLabel> LABELS =
      Arrays.stream(FerLabel.values())
          .filter(label -> label.emotion(ClassSet.FIVE).isPresent())
          .toList();

  private static final Network NETWORK =
      Networks.of(
          new Convolution("a", 8, false, 0),
          new BatchNorm("an", 0.9, 1e-5),
          new Relu(),
          new MaxPool(),
          new Convolution("b", 16, false, 0),
          new BatchNorm("bn", 0.9, 1e-5),
          new Relu(),
          new MaxPool(),
          new Dropout(0.1),
          new Convolution("c", 32, false, 0),
          new BatchNorm("cn", 0.9, 1e-5),
          new Relu(),
          new GlobalAveragePool(),
          new Dense("out", ClassSet.FIVE.size(), 0));

  private static final List<Batch> TRAINING =
      IntStream.range(0, BATCHES).mapToObj(i -> faces(BATCH, i * BATCH)).toList();

  private static final Batch VALIDATION = faces(200, 1_000_000);

  /** Every class equally often. */
  private static Batch faces(int count, int firstSeed) {
    float[] pixels = new float[count * SIDE * SIDE];
    float[] targets = new float[count * ClassSet.FIVE.size()];
    for (int i = 0; i < count; i++) {
      FerLabel label = LABELS.get(i % LABELS.size());
      halve(SyntheticFaces.draw(label, firstSeed + i), pixels, i * SIDE * SIDE);
      targets[i * ClassSet.FIVE.size() + label.emotion(ClassSet.FIVE).orElseThrow().ordinal()] = 1;
    }
    return new Batch(pixels, targets, count, SIDE);
  }

  private static void halve(FaceImage face, float[] pixels, int start) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int sum =
            face.pixel(2 * x, 2 * y)
                + face.pixel(2 * x + 1, 2 * y)
                + face.pixel(2 * x, 2 * y + 1)
                + face.pixel(2 * x + 1, 2 * y + 1);
        pixels[start + y * SIDE + x] = sum / 4f;
      }
    }
  }

  private static double[] losses(TrainingEngineProvider provider) {
    return IntStream.range(0, RUNS).mapToDouble(run -> loss(provider, run)).toArray();
  }

  private static double loss(TrainingEngineProvider provider, int run) {
    try (TrainingEngine engine =
        provider.create(NETWORK, new Nesterov(0.9, 5e-4), run, "cpu", Precision.AUTO)) {
      for (int step = 0; step < EPOCHS * BATCHES; step++) {
        double rate = 0.05 * (1 - (double) step / (EPOCHS * BATCHES));
        engine.fit(TRAINING.get(step % BATCHES), rate, 1000L * run + step);
      }
      return crossEntropy(engine.forward(VALIDATION.pixels(), VALIDATION.size(), SIDE));
    }
  }

  private static double crossEntropy(float[] probabilities) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum -= VALIDATION.targets()[i] == 0 ? 0 : Math.log(probabilities[i]);
    }
    return sum / VALIDATION.size();
  }

  @Test
  void theEnginesEndWithinTheNoiseOfEachOther() {
    double[] torch = losses(new PyTorchEngineProvider());
    double[] dl4j = losses(new Dl4jEngineProvider());
    double chance = Math.log(ClassSet.FIVE.size());
    assertThat(mean(torch)).as("has learnt").isLessThan(0.8 * chance);
    // Student's t with 6 degrees of freedom: chance alone passes 5.2 in one of 500 tests.
    double standardError = Math.sqrt((variance(torch) + variance(dl4j)) / RUNS);
    assertThat(mean(torch)).isCloseTo(mean(dl4j), within(5.2 * standardError));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
