package io.github.fer4j.example;

import io.github.fer4j.infer.EmotionPredictor;
import java.nio.file.Path;

public class LabelFaces {
  public static void main(String[] args) throws Exception {
    try (EmotionPredictor predictor = EmotionPredictor.load()) {
      for (var face : predictor.predict(Path.of(args[0]))) {
        System.out.println(face.prediction().emotion().label() + " " + face.box().coordinates());
      }
    }
  }
}
