package io.github.fer4j.pytorch;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Dropout in training: values are set to zero at random, the others scaled to keep the mean. */
final class DropoutMask {
  private DropoutMask() {}

  /**
   * A value stays with probability 1 - rate, to 1.6e-5, and is then divided by 1 - rate.
   *
   * @param rate in [0, 1)
   * @param x of any shape, its values without gaps in memory
   * @param random draws the mask; on the device of x
   */
  static Tensor apply(double rate, Tensor x, Generator random) {
    if (rate == 0) {
      return x;
    }
    double kept = 1 - rate;
    Tensor mask = kept(x, kept, random).to(x.scalar_type());
    return x.mul(mask.div_(new Scalar(kept)));
  }

  /**
   * Which values stay, in the layout of x. The generator draws one after the other, on one thread,
   * so each draw serves four values with 16 bits each.
   */
  private static Tensor kept(Tensor x, double probability, Generator random) {
    long[] draws = {(x.numel() + 3) / 4};
    Tensor bits =
        torch
            .empty(
                draws,
                new TensorOptions(ScalarType.Long).device(new DeviceOptional(x.device())),
                new MemoryFormatOptional())
            .random_(Long.MIN_VALUE, new LongOptional(), new GeneratorOptional(random));
    long threshold = Math.round(probability * 0xffff) + Short.MIN_VALUE;
    Tensor kept = bits.view(ScalarType.Short).lt(new Scalar(threshold));
    return kept.as_strided(x.sizes(), x.strides());
  }
}
