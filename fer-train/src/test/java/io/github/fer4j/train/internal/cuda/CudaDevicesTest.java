package io.github.fer4j.train.internal.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.train.engine.EngineUnavailableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CudaDevicesTest {

  private static CudaDevices devices(boolean atHand, String... lines) {
    NvidiaCards.Answer answer = new NvidiaCards.Answer(0, String.join("\n", lines));
    return new CudaDevices(
        CudaNatives.DEEPLEARNING4J, atHand, () -> NvidiaCards.of(answer, Optional.empty()));
  }

  private static String card(int index, String capability, String driver, String name) {
    return "%d, GPU-%d, %s, %s, %s".formatted(index, index, capability, driver, name);
  }

  @ParameterizedTest
  @CsvSource({
    "3.7, 510.47, Tesla K80",
    "6.1, 550.54, NVIDIA GeForce GTX 1080",
    "7.0, 550.54, Tesla V100-SXM2-16GB",
    "7.5, 550.54, NVIDIA T4",
    "8.0, 550.54, NVIDIA A100-SXM4-40GB",
    "8.6, 550.54, NVIDIA GeForce RTX 3090",
    "8.9, 550.54, NVIDIA GeForce RTX 4090"
  })
  void cardsFromKeplerToAdaServe(String capability, String driver, String name) {
    CudaDevices devices = devices(true, card(0, capability, driver, name));
    for (String device : List.of("auto", "cuda", "cuda:0")) {
      assertThat(devices.choose(device))
          .isEqualTo(new CudaDevices.Choice(Optional.of(0), Optional.empty()));
    }
  }

  @ParameterizedTest
  @CsvSource({"9.0, NVIDIA H100 80GB HBM3", "10.0, NVIDIA B200", "12.0, NVIDIA GeForce RTX 5090"})
  void newerCardsAreNamedAndSentToTheOtherEngine(String capability, String name) {
    CudaDevices devices = devices(true, card(0, capability, "580.65", name));
    assertThatThrownBy(() -> devices.choose("cuda"))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "--device cuda is not available: "
                + name
                + " has compute capability "
                + capability
                + ", and the CUDA natives of engine deeplearning4j run on 3.7 to 8.9; take --engine"
                + " pytorch, built with -Ppytorch-cuda, or --device cpu");
  }

  @Test
  void olderCardsAreNamedAndSentToTheCpu() {
    CudaDevices devices = devices(true, card(0, "3.5", "470.82", "NVIDIA GeForce GT 710"));
    assertThatThrownBy(() -> devices.choose("cuda:0"))
        .hasMessageContaining("NVIDIA GeForce GT 710 has compute capability 3.5")
        .hasMessageEndingWith("; take --device cpu");
  }

  @Test
  void anotherEngineIsOnlyNamedWhereTheDriverIsNewEnoughForIt() {
    CudaDevices devices = devices(true, card(0, "9.0", "535.129", "NVIDIA H100"));
    assertThatThrownBy(() -> devices.choose("cuda"))
        .hasMessageEndingWith("run on 3.7 to 8.9; take --device cpu");
  }

  @Test
  void autoTakesTheCpuAndSaysWhy() {
    CudaDevices devices = devices(true, card(0, "9.0", "580.65", "NVIDIA H100"));
    CudaDevices.Choice choice = devices.choose("auto");
    assertThat(choice.card()).isEmpty();
    assertThat(choice.reason().orElseThrow())
        .startsWith("NVIDIA H100 has compute capability 9.0")
        .contains("--engine pytorch");
  }

  @Test
  void withoutADriverAutoTakesTheCpuAndCudaIsAnError() {
    CudaDevices devices =
        new CudaDevices(
            CudaNatives.DEEPLEARNING4J,
            true,
            () -> NvidiaCards.ask(List.of("fer4j-no-such-program-anywhere"), Optional.empty()));
    assertThat(devices.choose("auto").card()).isEmpty();
    assertThat(devices.choose("auto").reason().orElseThrow()).contains("no NVIDIA driver");
    assertThatThrownBy(() -> devices.choose("cuda"))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("no NVIDIA driver")
        .hasMessageEndingWith("take --device cpu");
  }

  @Test
  void anOldDriverIsAnErrorThatSaysWhichWouldDo() {
    CudaDevices devices = devices(true, card(0, "7.0", "440.33", "Tesla V100"));
    assertThatThrownBy(() -> devices.choose("cuda"))
        .hasMessageContaining("Tesla V100 has the driver 440.33")
        .hasMessageContaining("need 450 or newer");
  }

  @Test
  void aDriverThatDoesNotTellTheCapabilityIsAnError() {
    CudaDevices devices = devices(true, card(0, "[N/A]", "470.82", "NVIDIA A40"));
    assertThatThrownBy(() -> devices.choose("cuda"))
        .hasMessageContaining(
            "the driver 470.82 does not tell the compute capability of NVIDIA A40")
        .hasMessageContaining("510");
  }

  @Test
  void ofSeveralCardsTheNumberedOneIsTaken() {
    CudaDevices devices =
        devices(true, card(0, "8.6", "550.1", "RTX A"), card(1, "8.9", "550.1", "RTX B"));
    assertThat(devices.choose("cuda").card()).contains(0);
    assertThat(devices.choose("cuda:1").card()).contains(1);
    assertThatThrownBy(() -> devices.choose("cuda:2"))
        .hasMessageContaining("the cards here are cuda:0 to cuda:1");
  }

  @Test
  void amongSeveralCardsTheUnfitOneMustBeHidden() {
    CudaDevices devices =
        devices(true, card(0, "9.0", "550.1", "NVIDIA H100"), card(1, "8.9", "550.1", "RTX B"));
    assertThatThrownBy(() -> devices.choose("cuda:1"))
        .hasMessageContaining("NVIDIA H100 has compute capability 9.0")
        .hasMessageContaining("CUDA_VISIBLE_DEVICES=GPU-1 leave RTX B alone");
  }

  @Test
  void withoutTheNativesCudaSaysHowToGetThem() {
    CudaDevices devices = devices(false, card(0, "8.6", "550.1", "RTX A"));
    assertThatThrownBy(() -> devices.choose("cuda"))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("build with -Pcuda (docs/gpu.md)");
  }

  @Test
  void aCardThatTheNativesCouldNotServeIsNotAskedToFetchThem() {
    CudaDevices devices = devices(false, card(0, "9.0", "580.1", "NVIDIA H100"));
    assertThatThrownBy(() -> devices.choose("cuda"))
        .hasMessageContaining("--engine pytorch")
        .message()
        .doesNotContain("build with -Pcuda");
  }

  @Test
  void nobodyLooksForCardsWhereNoneIsWantedOrNoneCouldServe() {
    CudaDevices withNatives =
        new CudaDevices(CudaNatives.DEEPLEARNING4J, true, CudaDevicesTest::mustNotBeAsked);
    CudaDevices without =
        new CudaDevices(CudaNatives.DEEPLEARNING4J, false, CudaDevicesTest::mustNotBeAsked);
    CudaDevices.Choice cpu = new CudaDevices.Choice(Optional.empty(), Optional.empty());
    assertThat(withNatives.choose("cpu")).isEqualTo(cpu);
    assertThat(without.choose("auto")).isEqualTo(cpu);
  }

  private static NvidiaCards mustNotBeAsked() {
    throw new AssertionError("nvidia-smi was asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:x", ""})
  void otherNamesAreRefused(String device) {
    assertThatThrownBy(() -> devices(true).choose(device))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("'" + device + "'")
        .hasMessageContaining("auto, cpu, cuda or cuda:n");
  }

  @Test
  void libTorchServesTuringToBlackwell() {
    NvidiaCard volta = parsed("7.0", "580.65");
    NvidiaCard turing = parsed("7.5", "580.65");
    NvidiaCard blackwell = parsed("12.1", "580.65");
    NvidiaCard oldDriver = parsed("9.0", "570.1");
    assertThat(CudaNatives.PYTORCH.objection(turing)).isEmpty();
    assertThat(CudaNatives.PYTORCH.objection(blackwell)).isEmpty();
    assertThat(CudaNatives.PYTORCH.objection(volta).orElseThrow()).contains("7.5 to 12.1");
    assertThat(CudaNatives.PYTORCH.remedy(volta)).contains("--engine deeplearning4j");
    assertThat(CudaNatives.PYTORCH.objection(oldDriver).orElseThrow()).contains("580 or newer");
  }

  private static NvidiaCard parsed(String capability, String driver) {
    return new NvidiaCard(0, "GPU-0", "a card", ComputeCapability.parse(capability), driver);
  }
}
