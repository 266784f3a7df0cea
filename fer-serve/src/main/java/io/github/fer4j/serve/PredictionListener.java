package io.github.fer4j.serve;

import io.github.fer4j.core.FacePrediction;
import java.util.List;

/**
 * Is told of each picture that a request sent and that was answered: how a server stores
 * predictions. Called by several threads at once. Frames of a stream are not among them.
 */
@FunctionalInterface
public interface PredictionListener {

  /**
   * @param name the file name that the client gave, or {@code picture}; any text
   * @param faces the faces found, the largest first
   */
  void predicted(String name, List<FacePrediction> faces);
}
