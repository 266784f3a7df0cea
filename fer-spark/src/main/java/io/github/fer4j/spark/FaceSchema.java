package io.github.fer4j.spark;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The columns of a face, under the names that the store's tables have. */
final class FaceSchema {
  /** A probability for each class of this library; null for those that the model does not know. */
  static final StructType PROBABILITIES = probabilities();

  /** Box in pixels of the upright picture, the detector's score, state, class, probabilities. */
  static final StructType FACE =
      new StructType()
          .add("x1", DataTypes.IntegerType, false)
          .add("y1", DataTypes.IntegerType, false)
          .add("x2", DataTypes.IntegerType, false)
          .add("y2", DataTypes.IntegerType, false)
          .add("score", DataTypes.DoubleType, false)
          .add("state", DataTypes.StringType, false)
          .add("class_name", DataTypes.StringType, false)
          .add("probabilities", PROBABILITIES, false);

  /** The faces of a picture, the largest first. */
  static final ArrayType FACES = DataTypes.createArrayType(FACE, false);

  private FaceSchema() {}

  private static StructType probabilities() {
    StructType type = new StructType();
    for (Emotion emotion : Emotion.values()) {
      type = type.add(emotion.name().toLowerCase(Locale.ROOT), DataTypes.DoubleType, true);
    }
    return type;
  }

  /** One row of {@link #FACE} a face. */
  static Row[] rows(List<FacePrediction> faces) {
    return faces.stream().map(FaceSchema::row).toArray(Row[]::new);
  }

  private static Row row(FacePrediction face) {
    Prediction prediction = face.prediction();
    return RowFactory.create(
        face.box().x1(),
        face.box().y1(),
        face.box().x2(),
        face.box().y2(),
        face.detection().score(),
        prediction.state().label(),
        prediction.emotion().label(),
        RowFactory.create(
            Arrays.stream(Emotion.values())
                .map(emotion -> cell(prediction.probability(emotion)))
                .toArray()));
  }

  private static @Nullable Object cell(OptionalDouble probability) {
    return probability.isPresent() ? probability.getAsDouble() : null;
  }
}
