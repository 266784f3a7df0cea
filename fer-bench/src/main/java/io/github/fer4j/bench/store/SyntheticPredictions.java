package io.github.fer4j.bench.store;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.Source;
import io.github.fer4j.db.VideoPosition;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Random faces of a video, frame after frame, one after the other. */
final class SyntheticPredictions {
  private static final ModelReference MODEL =
      new ModelReference("fer bench store", "bec4".repeat(16), Optional.empty());

  /** All of them, those of an earlier run included. */
  static final PredictionFilter ALL = PredictionFilter.ALL.withModel(MODEL.digest());

  private static final double FRAMES_PER_SECOND = 25;
  private static final long MILLIS_PER_FRAME = 40;
  private static final int PICTURE_SIDE = 640;
  private static final int FACE_SIDE = 96;

  private final RandomSequence random = new RandomSequence(1);
  private final UUID run = UUID.randomUUID();
  private final Instant began = Instant.now();
  private final int perSource;
  private Source source;
  private long made;

  SyntheticPredictions(int perSource) {
    this.perSource = perSource;
  }

  /** How many there were so far. */
  long made() {
    return made;
  }

  PredictionRecord next() {
    long frame = made % perSource;
    if (frame == 0) {
      source = Source.stream("bench://store/" + run + "/" + made / perSource);
    }
    made++;
    int x = random.nextInt(PICTURE_SIDE);
    int y = random.nextInt(PICTURE_SIDE);
    return PredictionRecord.inVideo(
        source,
        MODEL,
        new FacePrediction(new BoundingBox(x, y, x + FACE_SIDE, y + FACE_SIDE), prediction()),
        new VideoPosition(frame, frame / FRAMES_PER_SECOND, OptionalInt.of(1)),
        began.plusMillis(frame * MILLIS_PER_FRAME));
  }

  // In float, as a network gives them: their decimal forms are as long as those of real ones.
  private Prediction prediction() {
    float[] weights = new float[ClassSet.FIVE.size()];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble();
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return Prediction.ofRow(ClassSet.FIVE, weights, 0);
  }
}
