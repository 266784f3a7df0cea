package io.github.fer4j.bench.detection;

import io.github.fer4j.core.internal.RandomSequence;
import org.opencv.core.Mat;

/** Makes what is around the faces of scenes. */
interface Backdrop {

  /**
   * A picture without faces.
   *
   * @param random decides it
   * @return {@link SceneComposer#WIDTH} by {@link SceneComposer#HEIGHT}, 8-bit blue-green-red,
   *     which the caller releases
   */
  Mat make(RandomSequence random);
}
