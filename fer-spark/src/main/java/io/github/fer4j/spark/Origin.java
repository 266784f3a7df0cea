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
 * @param cardJson the card of the model's file
 * @param classes over which the model is read out, of those of its file
 * @param reading which of the model's readings of a face it is
 * @param detector name of the detector; {@code none} if the faces were cut out already
 */
record Origin(String cardJson, ClassSet classes, String reading, String detector)
    implements Serializable {
  private static final String CARD = "fer4j.model_card";
  private static final String CLASSES = "fer4j.classes";
  private static final String READING = "fer4j.reading";
  private static final String DETECTOR = "fer4j.detector";

  /**
   * @throws IllegalArgumentException if the model has no such reading
   */
  static Origin of(ModelCard card, ClassSet classes, String reading, String detector) {
    card.outputOf(reading);
    return new Origin(ModelCardJson.write(card), classes, reading, detector);
  }

  /** The origin of a column; empty if it does not say. */
  static Optional<Origin> of(StructField column) {
    Metadata metadata = column.metadata();
    if (!metadata.contains(CARD) || !metadata.contains(DETECTOR)) {
      return Optional.empty();
    }
    String card = metadata.getString(CARD);
    // Columns of earlier revisions do not say: they hold the default one, over all classes.
    String reading =
        metadata.contains(READING) ? metadata.getString(READING) : card(card).defaultReading();
    ClassSet classes =
        metadata.contains(CLASSES)
            ? ClassSet.parse(metadata.getString(CLASSES))
            : card(card).classes();
    return Optional.of(new Origin(card, classes, reading, metadata.getString(DETECTOR)));
  }

  Metadata metadata() {
    return new MetadataBuilder()
        .putString(CARD, cardJson)
        .putString(CLASSES, classes.toString())
        .putString(READING, reading)
        .putString(DETECTOR, detector)
        .build();
  }

  ModelCard card() {
    return card(cardJson);
  }

  private static ModelCard card(String json) {
    return ModelCardJson.read(json, "metadata of a column of faces");
  }
}
