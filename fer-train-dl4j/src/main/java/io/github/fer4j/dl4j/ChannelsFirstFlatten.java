package io.github.fer4j.dl4j;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * [N, H, W, C] to [N, C·H·W], channel by channel as {@link
 * io.github.fer4j.train.network.Layer.Flatten} says.
 */
final class ChannelsFirstFlatten implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  private final long height;
  private final long width;
  private final long channels;

  ChannelsFirstFlatten(InputTypeConvolutional input) {
    this.height = input.getHeight();
    this.width = input.getWidth();
    this.channels = input.getChannels();
  }

  @Override
  public INDArray preProcess(INDArray input, int batchSize, LayerWorkspaceMgr workspaces) {
    INDArray channelsFirst = input.permute(0, 3, 1, 2);
    return workspaces
        .dup(ArrayType.ACTIVATIONS, channelsFirst, 'c')
        .reshape('c', input.size(0), channels * height * width);
  }

  @Override
  public INDArray backprop(INDArray output, int batchSize, LayerWorkspaceMgr workspaces) {
    INDArray rows = output.ordering() == 'c' ? output : output.dup('c');
    INDArray channelsFirst = rows.reshape('c', output.size(0), channels, height, width);
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, channelsFirst.permute(0, 2, 3, 1), 'c');
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    return InputType.feedForward(channels * height * width);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int batchSize) {
    return new Pair<>(mask, state);
  }

  @Override
  public InputPreProcessor clone() {
    return this; // immutable
  }
}
