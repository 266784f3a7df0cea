package io.github.fer4j.pytorch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live and what the layers compute in; the way between Java's arrays and tensors.
 *
 * @param device LibTorch's name of the device: {@code cpu} or {@code cuda:n}
 * @param computesIn type of the convolutions and dense layers; weights are always float
 */
record Placement(String device, ScalarType computesIn) {

  /** A float tensor in row-major order; valid within the present native scope. */
  Tensor tensor(float[] values, long... shape) {
    return here(torch.from_blob(new FloatPointer(values), shape));
  }

  /**
   * Pictures of one channel, marked as channels-last by their strides, so that all layers after
   * them work in that layout; valid within the present native scope.
   */
  Tensor pictures(float[] pixels, int size, int side) {
    long[] shape = {size, 1, side, side};
    long[] channelsLast = {(long) side * side, 1, side, 1};
    return here(torch.from_blob(new FloatPointer(pixels), shape, channelsLast));
  }

  /** The values of a float tensor in row-major order. */
  static float[] values(Tensor tensor) {
    Tensor plain = tensor.to(new Device("cpu"), ScalarType.Float).contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    plain.data_ptr_float().get(values);
    return values;
  }

  /** A copy for keeps of a float tensor: on this device, channels last where it has four axes. */
  Tensor keep(Tensor tensor) {
    MemoryFormat layout = tensor.dim() == 4 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
    Tensor kept =
        tensor.to(
            new Device(device), ScalarType.Float, false, true, new MemoryFormatOptional(layout));
    return kept.retainReference();
  }

  /** The tensor in the type that the layers compute in. */
  Tensor computing(Tensor tensor) {
    return computesIn == ScalarType.Float ? tensor : tensor.to(computesIn);
  }

  /** A random generator of this device that no one else draws from. */
  Generator newGenerator() {
    Generator shared = torch.globalContext().defaultGenerator(new Device(device));
    return shared.clone().retainReference();
  }

  private Tensor here(Tensor onCpu) {
    return device.equals("cpu") ? onCpu : onCpu.to(new Device(device), ScalarType.Float);
  }
}
