package io.github.fer4j.eval.report;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.EmotionClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Shares many faces out among threads: what surrounds the network (views, copies, means) then runs
 * on all of them too, which a classifier that only computes on several threads leaves to one.
 *
 * @param classifier safe for use by several threads, and best on one thread a call
 * @param threads that call it at the same time, 1 or more
 */
public record ParallelClassifier(EmotionClassifier classifier, int threads)
    implements EmotionClassifier {
  /** Faces of one call: enough for the classifier's batches, few enough to share out evenly. */
  private static final int PORTION = 64;

  /**
   * @throws IllegalArgumentException if there is no thread
   */
  public ParallelClassifier {
    if (threads < 1) {
      throw new IllegalArgumentException("Classifying needs 1 thread or more, not " + threads);
    }
  }

  @Override
  public String reading() {
    return classifier.reading();
  }

  @Override
  public List<Prediction> classify(List<FaceImage> faces) {
    if (faces.size() <= PORTION || threads == 1) {
      return classifier.classify(faces);
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Prediction>>> parts = new ArrayList<>();
      for (int from = 0; from < faces.size(); from += PORTION) {
        List<FaceImage> part = faces.subList(from, Math.min(faces.size(), from + PORTION));
        parts.add(workers.submit(() -> classifier.classify(part)));
      }
      return inOrder(parts);
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Prediction> inOrder(List<Future<List<Prediction>>> parts) {
    List<Prediction> predictions = new ArrayList<>();
    for (Future<List<Prediction>> part : parts) {
      try {
        predictions.addAll(part.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("Classifying failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Classifying was interrupted", e);
      }
    }
    return predictions;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
