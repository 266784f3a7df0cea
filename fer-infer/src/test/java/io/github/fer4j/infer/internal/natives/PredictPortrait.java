package io.github.fer4j.infer.internal.natives;

import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.Portrait;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Predicts a drawn face, in whatever class loader it stands; the result is text. */
public record PredictPortrait(Path model) implements Callable<String> {
  @Override
  public String call() throws Exception {
    BufferedImage image = Portrait.background(300, 300);
    Portrait.draw(image, 160, 150, 130);
    try (EmotionPredictor predictor = EmotionPredictor.load(model)) {
      return predictor.predict(image)
          + " "
          + predictor.predict(image).get(0).prediction().emotion().name();
    }
  }
}
