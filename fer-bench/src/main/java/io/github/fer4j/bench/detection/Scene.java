package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.picture.Picture;

/**
 * A picture with one face of the data set in it.
 *
 * @param example the face as it is in the data set
 * @param picture what is around it
 * @param frame where the data set's 48x48 pixels lie in the picture
 */
public record Scene(Example example, Picture picture, BoundingBox frame) implements AutoCloseable {
  @Override
  public void close() {
    picture.close();
  }
}
