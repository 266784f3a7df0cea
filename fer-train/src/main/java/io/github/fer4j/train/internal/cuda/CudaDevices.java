package io.github.fer4j.train.internal.cuda;

import io.github.fer4j.train.engine.EngineUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses between the CPU and a card, before anything touches CUDA.
 *
 * @param natives what the engine's natives can run on
 * @param atHand whether this build has them
 * @param cards asks for the cards; not called where no card is wanted
 */
public record CudaDevices(CudaNatives natives, boolean atHand, Supplier<NvidiaCards> cards) {
  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /**
   * Where to compute.
   *
   * @param card number of the card for CUDA; empty for the CPU
   * @param reason why it is the CPU, where a card was looked for; a clause
   */
  public record Choice(Optional<Integer> card, Optional<String> reason) {
    private static final Choice CPU = new Choice(Optional.empty(), Optional.empty());
  }

  /**
   * The device of this name: {@code cpu}; {@code cuda} or {@code cuda:n}; {@code auto}, which is
   * the first card where the natives for it are available and it can be used, and the CPU
   * elsewhere.
   *
   * @throws EngineUnavailableException if it is not available; the message names the card and what
   *     would serve
   */
  public Choice choose(String device) {
    if (device.equals("cpu") || device.equals("auto") && !atHand) {
      return Choice.CPU;
    }
    Matcher cuda = CUDA.matcher(device);
    boolean wanted = cuda.matches();
    if (!wanted && !device.equals("auto")) {
      throw new EngineUnavailableException(
          "There is no device '" + device + "'; take --device auto, cpu, cuda or cuda:n.");
    }
    int index = wanted && cuda.group(1) != null ? Integer.parseInt(cuda.group(1)) : 0;
    Optional<String> objection = objection(index);
    if (objection.isPresent() && wanted) {
      throw new EngineUnavailableException(
          "--device " + device + " is not available: " + objection.get());
    }
    return objection.isPresent()
        ? new Choice(Optional.empty(), objection)
        : new Choice(Optional.of(index), Optional.empty());
  }

  /** What stands against using a card, with what to do about it; empty if nothing does. */
  private Optional<String> objection(int index) {
    NvidiaCards found = cards.get();
    if (found.cards().isEmpty()) {
      return Optional.of(found.absence() + "; take --device cpu");
    }
    if (index >= found.cards().size()) {
      return Optional.of(
          "the cards here are cuda:0 to cuda:" + (found.cards().size() - 1) + "; take one of them");
    }
    // ND4J readies every card that it sees, not only the one that it computes on.
    for (NvidiaCard card : found.cards()) {
      Optional<String> objection = natives.objection(card);
      if (objection.isPresent()) {
        return Optional.of(objection.get() + "; " + remedy(found, card));
      }
    }
    return atHand ? Optional.empty() : Optional.of(missing());
  }

  private String remedy(NvidiaCards found, NvidiaCard card) {
    Optional<NvidiaCard> better =
        found.cards().stream().filter(c -> natives.objection(c).isEmpty()).findFirst();
    return better
        .map(
            c ->
                "let CUDA_VISIBLE_DEVICES=%s leave %s alone, with CUDA_DEVICE_ORDER=PCI_BUS_ID"
                    .formatted(c.uuid(), c.name()))
        .orElseGet(() -> natives.remedy(card));
  }

  private String missing() {
    return "this build has the natives of engine %s for the CPU; build with -P%s (docs/gpu.md), or take --device cpu"
        .formatted(natives.engine(), natives.profile());
  }
}
