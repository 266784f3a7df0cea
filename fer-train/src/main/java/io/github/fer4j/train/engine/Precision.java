package io.github.fer4j.train.engine;

/** What an engine computes its layers in. Weights, loss and optimizer are always 32-bit floats. */
public enum Precision {
  /** What suits the device: bfloat16 on cards that compute in it, 32-bit floats elsewhere. */
  AUTO,

  /** 32-bit floats throughout; the same weights come out on any engine, within rounding. */
  FLOAT32,

  /**
   * Activations and copies of the weights in bfloat16 (D. Kalamkar et al., arXiv 1905.12322): 8
   * bits of precision with the range of a float, so that nothing needs to be scaled. It is about
   * twice as fast on processors with AVX-512 BF16 or AMX, and slow on others.
   */
  BFLOAT16
}
