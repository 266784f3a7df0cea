package io.github.fer4j.train.internal;

import io.github.fer4j.train.engine.Batch;
import java.util.Map;

/** An engine that shows its gradients, by which engines are held to each other in tests. */
public interface Differentiable {

  /**
   * Gradients of the mean cross-entropy plus penalties with respect to each learnt weight, in
   * training mode with dropout from this seed; nothing is updated, the running statistics aside.
   */
  Map<String, float[]> gradients(Batch batch, long dropoutSeed);
}
