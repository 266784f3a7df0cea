package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.fer4j.train.engine.EngineUnavailableException;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.internal.cuda.ComputeCapability;
import io.github.fer4j.train.internal.cuda.CudaDevices;
import io.github.fer4j.train.internal.cuda.CudaNatives;
import io.github.fer4j.train.internal.cuda.NvidiaCard;
import io.github.fer4j.train.internal.cuda.NvidiaCards;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @BeforeAll
  static void load() {
    LibTorch.load();
  }

  private static void create(String device) {
    new PyTorchEngineProvider()
        .create(Networks.flattening(), new Nesterov(0.9, 0), 1, device, Precision.AUTO)
        .close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "cuda:0", "cuda:7"})
  void cudaWithTheNativesOfTheCpuSaysHowToGetTheOthers(String device) {
    assumeFalse(Context.hasCUDART(), "these are the GPU natives");
    assertThatThrownBy(() -> create(device))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("GPU natives")
        .hasMessageContaining("-Ppytorch-cuda")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void autoTakesTheCpuWhereThereIsNoCard() {
    assumeFalse(torch.cuda_is_available(), "there is a card");
    assertThat(LibTorch.placement("auto", Precision.AUTO).device()).isEqualTo("cpu");
  }

  @Test
  void autoOnTheCpuSaysWhyWhereThisBuildCouldUseACard() {
    NvidiaCard old =
        new NvidiaCard(
            0, "GPU-1", "Tesla V100", Optional.of(new ComputeCapability(7, 0)), "580.65");
    NvidiaCards cards = new NvidiaCards(List.of(old), "");

    assertThat(LibTorch.whyNoCard(new CudaDevices(CudaNatives.PYTORCH, true, () -> cards)))
        .startsWith("Tesla V100 has compute capability 7.0");
    assertThat(LibTorch.whyNoCard(new CudaDevices(CudaNatives.PYTORCH, false, () -> cards)))
        .isEmpty();
  }

  @Test
  void whyItIsTheCpuStandsBesideWhoComputes() {
    Placement cpu = LibTorch.placement("cpu", Precision.AUTO);

    assertThat(LibTorch.info(cpu, "hidden").detail()).endsWith("float32; no card: hidden");
    assertThat(LibTorch.info(cpu, "").detail()).endsWith("float32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cuda:", "cuda:-1", "cuda:x", "CPU", ""})
  void otherNamesAreRefused(String device) {
    assertThatThrownBy(() -> create(device))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, cpu, cuda or cuda:n");
  }
}
