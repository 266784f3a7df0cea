package io.github.fer4j.spark;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.model.ModelCardJson;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * What made a column of faces. It is the column's metadata, which Spark keeps through selections,
 * filters and Parquet files, but not through CSV and JSON.
 *
 * @param cardJson the model's card
 * @param detector name of the detector; {@code none} if the faces were cut out already
 */
record Origin(String cardJson, String detector) implements Serializable {
  private static final String CARD = "fer4j.model_card";
  private static final String DETECTOR = "fer4j.detector";

  static Origin of(ModelCard card, String detector) {
    return new Origin(ModelCardJson.write(card), detector);
  }

  /** The origin of a column; empty if it does not say. */
  static Optional<Origin> of(StructField column) {
    Metadata metadata = column.metadata();
    return metadata.contains(CARD) && metadata.contains(DETECTOR)
        ? Optional.of(new Origin(metadata.getString(CARD), metadata.getString(DETECTOR)))
        : Optional.empty();
  }

  Metadata metadata() {
    return new MetadataBuilder().putString(CARD, cardJson).putString(DETECTOR, detector).build();
  }

  ModelCard card() {
    return ModelCardJson.read(cardJson, "metadata of a column of faces");
  }

  ClassSet classes() {
    return card().classes();
  }
}
