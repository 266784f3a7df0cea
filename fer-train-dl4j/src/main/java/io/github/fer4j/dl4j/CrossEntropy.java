package io.github.fer4j.dl4j;

import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Network;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Cross-entropy of a network's heads, summed, which also counts how often the most probable class
 * of the first head is right. With one head it is Deeplearning4j's, after its softmax layer; with
 * several it takes logits and has a softmax for each head.
 */
final class CrossEntropy extends LossMCXENT {
  private static final long serialVersionUID = 1L;

  private final transient Network network;
  private double accuracy;

  CrossEntropy(Network network) {
    this.network = network;
  }

  /** Share of the last batch whose most probable class is the greatest of its targets. */
  double accuracy() {
    return accuracy;
  }

  /** Whether the softmax is Deeplearning4j's own, over all outputs. */
  static boolean hasOneSoftmax(Network network) {
    return network.heads().size() == 1;
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    if (hasOneSoftmax(network)) {
      return super.computeScore(labels, preOutput, activationFn, mask, average);
    }
    double loss = 0;
    for (Head head : network.heads()) {
      INDArray logarithms = Transforms.log(softmax(part(preOutput, head)));
      loss -= part(labels, head).mul(logarithms).sumNumber().doubleValue();
    }
    return average ? loss / labels.size(0) : loss;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    Head first = network.heads().get(0);
    accuracy = accuracy(part(labels, first), part(preOutput, first));
    if (hasOneSoftmax(network)) {
      return super.computeGradient(labels, preOutput, activationFn, mask);
    }
    INDArray gradient = preOutput.ulike();
    for (Head head : network.heads()) {
      INDArray targets = part(labels, head);
      INDArray step = softmax(part(preOutput, head)).muliColumnVector(targets.sum(true, 1));
      gradient.put(columns(head), step.subi(targets));
    }
    return gradient;
  }

  private static double accuracy(INDArray targets, INDArray outputs) {
    return targets
        .argMax(1)
        .eq(outputs.argMax(1))
        .castTo(targets.dataType())
        .meanNumber()
        .doubleValue();
  }

  private static INDArray softmax(INDArray logits) {
    return new ActivationSoftmax().getActivation(logits.dup(), true);
  }

  private INDArray part(INDArray rows, Head head) {
    return hasOneSoftmax(network) ? rows : rows.get(columns(head));
  }

  private INDArrayIndex[] columns(Head head) {
    int from = network.offset(head);
    return new INDArrayIndex[] {
      NDArrayIndex.all(), NDArrayIndex.interval(from, from + head.classes())
    };
  }

  /**
   * Replaces the logits in rows of outputs by probabilities, where the softmax is not a layer's.
   */
  static void toProbabilities(Network network, float[] rows) {
    if (hasOneSoftmax(network)) {
      return;
    }
    for (int row = 0; row < rows.length; row += network.outputs()) {
      for (Head head : network.heads()) {
        softmax(rows, row + network.offset(head), head.classes());
      }
    }
  }

  private static void softmax(float[] values, int from, int length) {
    float greatest = values[from];
    for (int i = from; i < from + length; i++) {
      greatest = Math.max(greatest, values[i]);
    }
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += Math.exp(values[i] - greatest);
    }
    for (int i = from; i < from + length; i++) {
      values[i] = (float) (Math.exp(values[i] - greatest) / sum);
    }
  }
}
