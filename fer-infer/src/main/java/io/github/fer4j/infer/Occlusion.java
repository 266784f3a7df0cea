package io.github.fer4j.infer;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import java.util.ArrayList;
import java.util.List;

/** Covers one part of the face after another, and sees how much less probable the class becomes. */
final class Occlusion implements Explainer {
  /** Side of a cover in pixels: an eye, half a mouth. */
  private static final int COVER = 12;

  private static final int STEP = 4;
  private static final int PLACES = (FaceImage.SIDE - COVER) / STEP + 1;
  private static final int CELLS = FaceImage.SIDE / STEP;

  private final EmotionClassifier classifier;

  Occlusion(EmotionClassifier classifier) {
    this.classifier = classifier;
  }

  @Override
  public Explanation explain(FaceImage face, Emotion emotion) {
    List<FaceImage> faces = new ArrayList<>();
    faces.add(face);
    byte mean = mean(face);
    for (int place = 0; place < PLACES * PLACES; place++) {
      faces.add(covered(face, place % PLACES * STEP, place / PLACES * STEP, mean));
    }
    List<Prediction> predictions = classifier.classify(faces);
    predictions.get(0).classes().indexOf(emotion); // fails for a class that has no probability
    double[] losses = new double[PLACES * PLACES];
    for (int place = 0; place < losses.length; place++) {
      losses[place] =
          predictions.get(0).probability(emotion).getAsDouble()
              - predictions.get(1 + place).probability(emotion).getAsDouble();
    }
    return new Explanation(emotion, Explanation.Method.OCCLUSION, CELLS, CELLS, spread(losses), 0);
  }

  private static byte mean(FaceImage face) {
    long sum = 0;
    for (byte pixel : face.toBytes()) {
      sum += pixel & 0xFF;
    }
    return (byte) (sum / FaceImage.PIXELS);
  }

  private static FaceImage covered(FaceImage face, int left, int top, byte gray) {
    byte[] pixels = face.toBytes();
    for (int y = top; y < top + COVER; y++) {
      for (int x = left; x < left + COVER; x++) {
        pixels[y * FaceImage.SIDE + x] = gray;
      }
    }
    return FaceImage.of(pixels);
  }

  /** The value of a cell is the mean loss of the covers that lie over it. */
  private static float[] spread(double[] losses) {
    float[] values = new float[CELLS * CELLS];
    for (int cell = 0; cell < values.length; cell++) {
      double sum = 0;
      int covers = 0;
      for (int place = 0; place < losses.length; place++) {
        if (covers(place % PLACES, cell % CELLS) && covers(place / PLACES, cell / CELLS)) {
          sum += losses[place];
          covers++;
        }
      }
      values[cell] = (float) (sum / covers);
    }
    return values;
  }

  private static boolean covers(int place, int cell) {
    return cell >= place && cell < place + COVER / STEP;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
