package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.model.ModelBundle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExecutorPredictorsTest {
  private static final BufferedImage BLANK =
      new BufferedImage(FaceImage.SIDE, FaceImage.SIDE, BufferedImage.TYPE_BYTE_GRAY);

  @Test
  void predictorIsSharedWhileUsedAndClosedWhenAnotherIsOpened() throws IOException {
    ExecutorPredictors.Shared first = ExecutorPredictors.acquire(settings("haar"));
    assertThat(ExecutorPredictors.acquire(settings("haar"))).isSameAs(first);
    first.release();
    ExecutorPredictors.Shared other = ExecutorPredictors.acquire(settings("lbp"));
    EmotionPredictor used = first.predictor();
    assertThat(used.predict(BLANK)).isEmpty();
    first.release();
    assertThat(ExecutorPredictors.acquire(settings("lbp"))).isSameAs(other);
    assertThat(used.predict(BLANK)).isEmpty();
    ExecutorPredictors.closeIdle();
    assertThatThrownBy(() -> used.predict(BLANK)).hasMessage("The predictor is closed");
    assertThat(other.predictor().predict(BLANK)).isEmpty();
    other.release();
    other.release();
  }

  @Test
  void anotherModelThanTheDriversIsRefused() throws IOException {
    String other = "0".repeat(64);
    Origin origin = settings("haar").origin();
    String changed = origin.cardJson().replace(ModelBundle.shipped().card().sha256(), other);
    PredictorSettings settings =
        new PredictorSettings(
            "", new Origin(changed, origin.classes(), origin.reading(), "haar"), "haar", false, 1);
    assertThatThrownBy(() -> ExecutorPredictors.acquire(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the driver has " + other);
  }

  private static PredictorSettings settings(String detector) throws IOException {
    ModelBundle model = ModelBundle.shipped();
    ModelCard card = model.fileCard();
    Origin origin = Origin.of(card, model.card().classes(), card.defaultReading(), detector);
    return new PredictorSettings("", origin, detector, false, 1);
  }
}
