package io.github.fer4j.spark;

import io.github.fer4j.core.FacePrediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one picture.
 *
 * @param width of the upright picture in pixels; null if it was not read
 * @param height likewise
 * @param faces the largest first; empty if there are none or it was not read
 * @param error what went wrong, as {@code kind: message}; null if nothing did
 */
record PictureRow(
    @Nullable Integer width,
    @Nullable Integer height,
    List<FacePrediction> faces,
    @Nullable String error) {

  static PictureRow failed(String kind, @Nullable String message) {
    return new PictureRow(null, null, List.of(), kind + ": " + message);
  }
}
