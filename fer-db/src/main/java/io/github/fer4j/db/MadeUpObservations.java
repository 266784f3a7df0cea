package io.github.fer4j.db;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;

/** Faces that nobody has seen, frame after frame, one after the other. */
final class MadeUpObservations {
  /** Name of the model that says so. */
  static final String MODEL_NAME = "fer bench store";

  private static final double FRAMES_PER_SECOND = 25;
  private static final long MILLIS_PER_FRAME = 40;
  private static final int PICTURE_SIDE = 640;
  private static final int FACE_SIDE = 96;

  private final SplittableRandom random = new SplittableRandom(1);
  private final UUID run = UUID.randomUUID();
  private final ModelReference model =
      new ModelReference(MODEL_NAME, run.toString().replace("-", "").repeat(2), Optional.empty());
  private final Instant began = Instant.now();
  private final int perSource;
  private Source source;
  private long made;

  MadeUpObservations(int perSource) {
    this.perSource = perSource;
  }

  /** How many there were so far. */
  long made() {
    return made;
  }

  Observation next() {
    long frame = made % perSource;
    if (frame == 0) {
      source = Source.stream("bench://store/" + run + "/" + made / perSource);
    }
    made++;
    int x = random.nextInt(PICTURE_SIDE);
    int y = random.nextInt(PICTURE_SIDE);
    return Observation.inVideo(
        source,
        model,
        new FacePrediction(new BoundingBox(x, y, x + FACE_SIDE, y + FACE_SIDE), prediction()),
        new VideoPosition(frame, frame / FRAMES_PER_SECOND, OptionalInt.of(1)),
        began.plusMillis(frame * MILLIS_PER_FRAME));
  }

  // In float, as a network gives them: their decimal forms are as long as those of real ones.
  private Prediction prediction() {
    float[] weights = new float[Emotion.COUNT];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble();
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return Prediction.ofRow(weights, 0);
  }
}
