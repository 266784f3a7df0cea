package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.network.Network;

/** Makes engines that train on LibTorch; {@code --engine pytorch}. */
public final class PyTorchEngineProvider implements TrainingEngineProvider {
  static final String NAME = "pytorch";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TrainingEngine create(
      Network network, Optimizer optimizer, long seed, String device, Precision precision) {
    LibTorch.load();
    Placement placement = LibTorch.placement(device, precision);
    String remark =
        device.equals("auto") && placement.device().equals("cpu") ? LibTorch.whyNoCard() : "";
    return new PyTorchEngine(network, optimizer, seed, placement, LibTorch.info(placement, remark));
  }
}
