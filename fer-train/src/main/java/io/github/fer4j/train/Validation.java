package io.github.fer4j.train;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.Smoothing;
import java.util.List;

/** Judges a network in training on a split, at the side and smoothing at which it will predict. */
public final class Validation {
  /** Pictures at a time: more gain no speed, and memory grows with them. */
  private static final int CHUNK = 256;

  private final List<Example> examples;
  private final List<Emotion> truths;
  private final Smoothing smoothing;

  /**
   * @param examples that have a class, at least one
   * @param smoothing of what the network is shown
   */
  public Validation(List<Example> examples, Smoothing smoothing) {
    this.examples = List.copyOf(examples);
    this.truths = examples.stream().map(TrainingData::emotionOf).toList();
    this.smoothing = smoothing;
  }

  /** The figures of the engine's present weights. */
  public Evaluation evaluate(TrainingEngine engine) {
    return Evaluation.of(truths, probabilities(engine));
  }

  /** Probabilities of all examples, [n, 5] in row-major order. */
  private float[] probabilities(TrainingEngine engine) {
    float[] all = new float[examples.size() * Emotion.COUNT];
    for (int from = 0; from < examples.size(); from += CHUNK) {
      int size = Math.min(CHUNK, examples.size() - from);
      float[] pixels = new float[size * FaceImage.PIXELS];
      for (int i = 0; i < size; i++) {
        examples.get(from + i).image().copyTo(pixels, i * FaceImage.PIXELS);
      }
      smoothing.apply(pixels, FaceImage.SIDE);
      float[] part = engine.forward(pixels, size, FaceImage.SIDE);
      System.arraycopy(part, 0, all, from * Emotion.COUNT, part.length);
    }
    return all;
  }
}
