package io.github.fer4j.spark;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a face, under the names that the store's tables have. */
final class FaceSchema {
  private FaceSchema() {}

  /**
   * The faces of a picture, the largest first: box in pixels of the upright picture, the detector's
   * score, state, class, and a probability for each class of the model.
   */
  static ArrayType faces(ClassSet classes) {
    StructType probabilities = new StructType();
    for (Emotion emotion : classes.emotions()) {
      probabilities =
          probabilities.add(emotion.name().toLowerCase(Locale.ROOT), DataTypes.DoubleType, false);
    }
    StructType face =
        new StructType()
            .add("x1", DataTypes.IntegerType, false)
            .add("y1", DataTypes.IntegerType, false)
            .add("x2", DataTypes.IntegerType, false)
            .add("y2", DataTypes.IntegerType, false)
            .add("score", DataTypes.DoubleType, false)
            .add("state", DataTypes.StringType, false)
            .add("class_name", DataTypes.StringType, false)
            .add("probabilities", probabilities, false);
    return DataTypes.createArrayType(face, false);
  }

  /** A row for each face. */
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
        RowFactory.create(prediction.probabilities().toArray()));
  }

  /** The face in a row that {@link #rows} made. */
  static FacePrediction face(Row row, ClassSet classes) {
    BoundingBox box =
        new BoundingBox(row.getAs("x1"), row.getAs("y1"), row.getAs("x2"), row.getAs("y2"));
    Row probabilities = row.getAs("probabilities");
    double[] values = new double[classes.size()];
    Arrays.setAll(values, probabilities::getDouble);
    return new FacePrediction(
        new Detection(box, row.<Double>getAs("score")), Prediction.of(classes, values));
  }
}
