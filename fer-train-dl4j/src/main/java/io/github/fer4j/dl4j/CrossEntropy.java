package io.github.fer4j.dl4j;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Deeplearning4j's cross-entropy, which also counts how often the most probable class is right. */
final class CrossEntropy extends LossMCXENT {
  private static final long serialVersionUID = 1L;

  private double accuracy;

  /** Share of the last batch whose most probable class is the greatest of its targets. */
  double accuracy() {
    return accuracy;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    accuracy =
        labels
            .argMax(1)
            .eq(preOutput.argMax(1))
            .castTo(labels.dataType())
            .meanNumber()
            .doubleValue();
    return super.computeGradient(labels, preOutput, activationFn, mask);
  }
}
