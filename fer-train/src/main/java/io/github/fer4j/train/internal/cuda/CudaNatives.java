package io.github.fer4j.train.internal.cuda;

import java.util.Optional;

/**
 * What a set of native libraries can run on.
 *
 * @param engine whose they are, as {@code --engine} takes it
 * @param profile of the build that brings them
 * @param least lowest compute capability that they hold code for
 * @param greatest highest compute capability that their code runs on
 * @param driver least first number of the driver's version
 */
public record CudaNatives(
    String engine,
    String profile,
    ComputeCapability least,
    ComputeCapability greatest,
    int driver) {

  /**
   * ND4J's: CUDA 11.6, machine code for 3.7 to 8.6 (8.9 runs that of 8.6) and none to translate.
   */
  public static final CudaNatives DEEPLEARNING4J =
      new CudaNatives(
          "deeplearning4j", "cuda", new ComputeCapability(3, 7), new ComputeCapability(8, 9), 450);

  /** LibTorch's: CUDA 13.3, machine code for 7.5, 8.0, 9.0, 10.0, 10.3 and 12.0. */
  public static final CudaNatives PYTORCH =
      new CudaNatives(
          "pytorch",
          "pytorch-cuda",
          new ComputeCapability(7, 5),
          new ComputeCapability(12, 1),
          580);

  /** What keeps these natives from running on a card, as a clause; empty if nothing does. */
  public Optional<String> objection(NvidiaCard card) {
    if (card.capability().isEmpty()) {
      return Optional.of(
          "the driver "
              + card.driver()
              + " does not tell the compute capability of "
              + card.name()
              + ", as drivers from 510 on do");
    }
    ComputeCapability capability = card.capability().get();
    if (capability.compareTo(least) < 0 || capability.compareTo(greatest) > 0) {
      return Optional.of(
          "%s has compute capability %s, and the CUDA natives of engine %s run on %s to %s"
              .formatted(card.name(), capability, engine, least, greatest));
    }
    if (card.driverMajor() < driver) {
      return Optional.of(
          "%s has the driver %s, and the CUDA natives of engine %s need %d or newer"
              .formatted(card.name(), card.driver(), engine, driver));
    }
    return Optional.empty();
  }

  /** What to do with a card that these natives cannot run on, as a clause. */
  public String remedy(NvidiaCard card) {
    CudaNatives other = this.equals(PYTORCH) ? DEEPLEARNING4J : PYTORCH;
    return other.objection(card).isEmpty()
        ? "take --engine %s, built with -P%s, or --device cpu"
            .formatted(other.engine, other.profile)
        : "take --device cpu";
  }
}
