package io.github.fer4j.train;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.CrowdTargets;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.Optional;

/**
 * Judges a network in training on a split, at the side and input blur at which it will predict: the
 * label head by the labels, the crowd head by what more than five of ten people say.
 */
final class Validation {
  /** Pictures at a time: more gain no speed, and memory grows with them. */
  private static final int CHUNK = 256;

  private final List<Example> examples;
  private final ClassSet classes;
  private final Network network;
  private final InputBlur inputBlur;

  /**
   * The figures of a network.
   *
   * @param label of its label head
   * @param crowd of its crowd head, if it has one
   */
  record Figures(Evaluation label, Optional<Evaluation> crowd) {}

  /**
   * @param examples that have a class, at least one
   * @param config of the training
   * @throws IllegalArgumentException if there is a crowd head, and no example has a clear majority
   */
  Validation(List<Example> examples, TrainingConfig config) {
    this.examples = List.copyOf(examples);
    this.classes = config.classes();
    this.network = config.buildNetwork();
    this.inputBlur = config.buildInputBlur();
    if (network.head(Head.CROWD).isPresent()
        && examples.stream().allMatch(example -> crowd(example).isEmpty())) {
      throw new IllegalArgumentException(
          "heads "
              + Head.LABEL
              + ","
              + Head.CROWD
              + " needs votes for the faces of PublicTest: give the data with --fer-plus");
    }
  }

  /**
   * Requires that PublicTest is new to what a run begins with or is taught by, or that the run, as
   * a final one, is not validated there.
   *
   * @param trainedOnIt whether the source was trained on PublicTest
   * @throws IllegalArgumentException if it was, and the run is no final one
   */
  static void requireUnseen(boolean trainedOnIt, String source, TrainingConfig config) {
    if (trainedOnIt && !config.finalRun()) {
      throw new IllegalArgumentException(
          source
              + ": this model was trained on PublicTest too (setting final), where a run that comes of it"
              + " cannot be validated; set final to true, or name a model that was not");
    }
  }

  /** The figures of the engine's present weights. */
  Figures evaluate(TrainingEngine engine) {
    float[] outputs = outputs(engine);
    List<Optional<Emotion>> labels = examples.stream().map(e -> e.emotion(classes)).toList();
    List<Optional<Emotion>> majorities = examples.stream().map(this::crowd).toList();
    return new Figures(
        evaluation(network.heads().get(0), labels, outputs),
        network.head(Head.CROWD).map(crowd -> evaluation(crowd, majorities, outputs)));
  }

  private Optional<Emotion> crowd(Example example) {
    return CrowdTargets.majority(example, classes);
  }

  private Evaluation evaluation(Head head, List<Optional<Emotion>> truths, float[] outputs) {
    List<Emotion> known = truths.stream().flatMap(Optional::stream).toList();
    float[] probabilities = new float[known.size() * head.classes()];
    int row = 0;
    for (int i = 0; i < truths.size(); i++) {
      if (truths.get(i).isPresent()) {
        int from = i * network.outputs() + network.offset(head);
        System.arraycopy(outputs, from, probabilities, row++ * head.classes(), head.classes());
      }
    }
    return Evaluation.of(classes, known, probabilities);
  }

  /** Outputs for all examples, [n, outputs] in row-major order. */
  private float[] outputs(TrainingEngine engine) {
    float[] all = new float[examples.size() * network.outputs()];
    for (int from = 0; from < examples.size(); from += CHUNK) {
      int size = Math.min(CHUNK, examples.size() - from);
      float[] pixels = new float[size * FaceImage.PIXELS];
      for (int i = 0; i < size; i++) {
        examples.get(from + i).image().copyTo(pixels, i * FaceImage.PIXELS);
      }
      inputBlur.apply(pixels, FaceImage.SIDE);
      float[] part = engine.forward(pixels, size, FaceImage.SIDE);
      System.arraycopy(part, 0, all, from * network.outputs(), part.length);
    }
    return all;
  }
}
