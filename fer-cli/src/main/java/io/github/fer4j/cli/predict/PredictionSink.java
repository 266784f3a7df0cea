package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.PictureResult;
import java.io.IOException;

/** Takes the results of a run, one picture after the other, on one thread. */
public interface PredictionSink extends AutoCloseable {

  /** Takes one picture's faces; a picture without any comes too. */
  void accept(PictureResult.Predicted picture) throws IOException;

  /** Ends the output; called once, after the last picture or a failure. */
  @Override
  default void close() throws IOException {}
}
