package org.nd4j.nativeblas;

/**
 * Stands where Deeplearning4j's oneDNN helpers look, by reflection, for a class that ND4J has since
 * moved. Without it they find nothing, log an error and fall back to im2col, four times slower.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** Answers for {@code org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment}. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** The one instance, as the helpers ask for it. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Whether the native library was built with oneDNN and may use it. */
    public boolean isUseMKLDNN() {
      return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }
  }
}
