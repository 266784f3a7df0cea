package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.util.List;

/** Several sinks as one: each gets every picture, in their order. */
final class Sinks implements PredictionSink {
  private final List<PredictionSink> sinks;

  Sinks(List<PredictionSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    for (PredictionSink sink : sinks) {
      sink.accept(picture);
    }
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (PredictionSink sink : sinks) {
      try {
        sink.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
