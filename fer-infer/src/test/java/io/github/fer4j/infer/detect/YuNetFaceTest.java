package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.Landmarks;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class YuNetFaceTest {
  @Test
  void theOnlyFaceIsKeptFromTheLeastScoreOn() {
    assertThat(sure(0.64)).containsExactly(0.64);
    assertThat(sure(0.639)).isEmpty();
    assertThat(sure()).isEmpty();
  }

  @Test
  void aFaceBesideABetterOneNeedsMore() {
    assertThat(sure(0.67, 0.9, 0.69)).containsExactly(0.9, 0.69);
    assertThat(sure(0.66, 0.65)).containsExactly(0.66);
  }

  private static List<Double> sure(double... scores) {
    Landmarks anywhere = Landmarks.of(Collections.nCopies(5, new Landmarks.Point(0, 0)));
    List<YuNetFace> faces =
        DoubleStream.of(scores)
            .mapToObj(score -> new YuNetFace(0, 0, 10, 10, anywhere, score))
            .toList();
    return YuNetFace.sure(faces, 0.64).stream().map(YuNetFace::score).toList();
  }
}
