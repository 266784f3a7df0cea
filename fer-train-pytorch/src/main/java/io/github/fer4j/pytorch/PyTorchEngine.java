package io.github.fer4j.pytorch;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.StepResult;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.Differentiable;
import io.github.fer4j.train.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Trains a network on LibTorch. Tensors are channels-last; on a CPU everything is float and a run
 * is reproducible bit for bit with the same number of threads on the same kind of processor.
 */
final class PyTorchEngine implements TrainingEngine, Differentiable {
  /** Mean over the batch, as {@code torch::Reduction::Mean}. */
  private static final long MEAN = 1;

  /** Class index that LibTorch would leave out; targets are distributions, so none. */
  private static final long IGNORE_INDEX = -100;

  private final Network network;
  private final Optimizer optimizer;
  private final Placement placement;
  private final EngineInfo info;
  private final Weights weights;
  private final ForwardPass forward;
  private final UpdateRule rule;
  private final Generator dropout;

  /** What a forward and a backward pass found; its tensors live as long as the native scope. */
  private record Pass(Tensor loss, Tensor accuracy, List<Tensor> gradients) {}

  PyTorchEngine(
      Network network, Optimizer optimizer, long seed, Placement placement, EngineInfo info) {
    this.network = network;
    this.optimizer = optimizer;
    this.placement = placement;
    this.info = info;
    weights = new Weights(network, seed, placement);
    forward = new ForwardPass(network, weights, placement);
    rule = UpdateRule.of(optimizer, weights.learnt(), placement);
    dropout = NativeScope.call(placement::newGenerator);
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public StepResult fit(Batch batch, double learningRate, long dropoutSeed) {
    return NativeScope.call(
        () -> {
          Pass pass = pass(batch, dropoutSeed);
          NativeScope.runWithoutGradients(() -> update(pass.gradients(), learningRate));
          return new StepResult(pass.loss().item_double(), pass.accuracy().item_double());
        });
  }

  private void update(List<Tensor> gradients, double learningRate) {
    addDecay(gradients, optimizer.weightDecay());
    rule.step(gradients, learningRate);
  }

  @Override
  public Map<String, float[]> gradients(Batch batch, long dropoutSeed) {
    return NativeScope.call(
        () -> {
          Pass pass = pass(batch, dropoutSeed);
          NativeScope.runWithoutGradients(() -> addDecay(pass.gradients(), 0));
          Map<String, float[]> named = new LinkedHashMap<>();
          for (int i = 0; i < pass.gradients().size(); i++) {
            named.put(weights.learnt().get(i).name(), Placement.values(pass.gradients().get(i)));
          }
          return named;
        });
  }

  private Pass pass(Batch batch, long dropoutSeed) {
    requireSide(batch.side());
    requireTargets(batch);
    dropout.set_current_seed(dropoutSeed);
    Tensor pixels = placement.pictures(batch.pixels(), batch.size(), batch.side());
    Tensor targets = placement.tensor(batch.targets(), batch.size(), network.outputs());
    Tensor logits = forward.inTraining(pixels, dropout);
    List<Tensor> answers = heads(logits);
    List<Tensor> wanted = heads(targets);
    Tensor loss = loss(answers.get(0), wanted.get(0));
    for (int i = 1; i < answers.size(); i++) {
      loss = loss.add(loss(answers.get(i), wanted.get(i)));
    }
    return new Pass(loss, accuracy(answers.get(0), wanted.get(0)), gradients(loss));
  }

  /** The columns of each head; the tensor itself where there is one head. */
  private List<Tensor> heads(Tensor rows) {
    if (network.heads().size() == 1) {
      return List.of(rows);
    }
    return network.heads().stream()
        .map(head -> rows.narrow(1, network.offset(head), head.classes()))
        .toList();
  }

  private static Tensor loss(Tensor logits, Tensor targets) {
    return torch.cross_entropy_loss(logits, targets, new TensorOptional(), MEAN, IGNORE_INDEX, 0);
  }

  private static Tensor accuracy(Tensor logits, Tensor targets) {
    return mostProbable(logits).eq(mostProbable(targets)).to(ScalarType.Float).mean();
  }

  private static Tensor mostProbable(Tensor rows) {
    return rows.argmax(new LongOptional(1), false);
  }

  private List<Tensor> gradients(Tensor loss) {
    TensorVector learnt =
        new TensorVector(
            weights.learnt().stream().map(Weights.Learnt::tensor).toArray(Tensor[]::new));
    TensorVector found = torch.grad(new TensorVector(loss), learnt);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < weights.learnt().size(); i++) {
      gradients.add(found.get(i));
    }
    return gradients;
  }

  /** Adds what pulls kernels to zero: 2 * l2 from their penalties, and the weight decay. */
  private void addDecay(List<Tensor> gradients, double weightDecay) {
    for (int i = 0; i < gradients.size(); i++) {
      Weights.Learnt weight = weights.learnt().get(i);
      double pull = 2 * weight.l2() + (weight.isKernel() ? weightDecay : 0);
      if (pull != 0) {
        gradients.get(i).add_(weight.tensor(), new Scalar(pull));
      }
    }
  }

  @Override
  public float[] forward(float[] pixels, int size, int side) {
    requireSide(side);
    if (pixels.length != size * side * side) {
      throw new IllegalArgumentException(
          "pixels hold " + pixels.length + " values, not " + size + "x" + side + "x" + side);
    }
    return NativeScope.callWithoutGradients(
        () -> {
          Tensor logits = forward.atInference(placement.pictures(pixels, size, side));
          TensorVector answers = new TensorVector();
          heads(logits).forEach(head -> answers.push_back(torch.softmax(head, 1)));
          return Placement.values(torch.cat(answers, 1));
        });
  }

  private void requireTargets(Batch batch) {
    if (batch.outputs() != network.outputs()) {
      throw new IllegalArgumentException(
          "targets hold " + batch.outputs() + " values each, not " + network.outputs());
    }
  }

  private void requireSide(int side) {
    if (side != FaceImage.SIDE && !network.takesAnySize()) {
      throw new IllegalArgumentException(
          network.name() + " flattens, so it takes sides of " + FaceImage.SIDE + ", not " + side);
    }
  }

  @Override
  public Map<String, float[]> weights() {
    return weights.copy();
  }

  @Override
  public void setWeights(Map<String, float[]> values) {
    weights.replace(values);
  }

  @Override
  public Map<String, float[]> optimizerState() {
    return rule.state();
  }

  @Override
  public void setOptimizerState(Map<String, float[]> state) {
    rule.setState(state);
  }

  @Override
  public void close() {
    rule.close();
    weights.close();
    dropout.releaseReference();
  }
}
