package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.EngineUnavailableException;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.internal.cuda.CudaDevices;
import io.github.fer4j.train.internal.cuda.CudaNatives;
import io.github.fer4j.train.internal.cuda.NvidiaCards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** LibTorch in this process: its natives, version, threads and devices. */
final class LibTorch {
  private static final String NO_CUDA =
      "LibTorch finds no CUDA where nvidia-smi lists a card: its libraries must be on the library"
          + " path (docs/gpu.md)";

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  private LibTorch() {}

  /**
   * Loads the natives, once, and gives LibTorch as many threads as there are physical cores, unless
   * OMP_NUM_THREADS says otherwise.
   *
   * @throws EngineUnavailableException if there are none for this platform
   */
  static void load() {
    try {
      Loader.load(torch.class);
    } catch (LinkageError missing) {
      throw new EngineUnavailableException(missingNatives(Loader.getPlatform()), missing);
    }
    if (System.getenv("OMP_NUM_THREADS") == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      torch.set_num_threads(Math.max(1, Math.min(Loader.totalCores(), processors)));
    }
  }

  private static String missingNatives(String platform) {
    return "the engine pytorch has no native library for "
        + platform
        + " here: LibTorch's exist for linux-x86_64, macosx-arm64 and windows-x86_64, as"
        + " org.bytedeco:pytorch with that classifier; everywhere else train with --engine"
        + " deeplearning4j";
  }

  /**
   * The device to train on and what to compute in. The precision {@code AUTO} is float on a CPU, so
   * that a run is the same on all of them, and bfloat16 on cards that compute in it (compute
   * capability 8.0 and later).
   *
   * @param device {@code auto} (a card where there is one), {@code cpu}, {@code cuda} (the first
   *     card) or {@code cuda:n}
   * @throws EngineUnavailableException if the device is not available
   * @throws IllegalArgumentException if it is none of these
   */
  static Placement placement(String device, Precision precision) {
    Matcher cuda = CUDA.matcher(device);
    if (cuda.matches()) {
      requireCards(device);
      return card(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)), precision);
    }
    return switch (device) {
      case "cpu" -> new Placement("cpu", type(precision, false));
      case "auto" -> cardServes() ? card(0, precision) : placement("cpu", precision);
      default ->
          throw new IllegalArgumentException(
              "device must be auto, cpu, cuda or cuda:n, not " + device);
    };
  }

  /** LibTorch does not look whether its natives hold code for a card: its first kernel fails. */
  private static void requireCards(String device) {
    if (!Context.hasCUDART()) {
      throw new EngineUnavailableException(
          "--device cuda needs LibTorch's GPU natives, and this build has those for the CPU: build"
              + " with -Ppytorch-cuda on linux-x86_64 or windows-x86_64 (docs/gpu.md)");
    }
    cards().choose(device);
    if (!torch.cuda_is_available()) {
      throw new EngineUnavailableException(NO_CUDA);
    }
  }

  /** Why {@code auto} is the CPU, as a clause; empty in a build that is for the CPU alone. */
  static String whyNoCard() {
    return whyNoCard(cards());
  }

  static String whyNoCard(CudaDevices devices) {
    CudaDevices.Choice choice = devices.choose("auto");
    return choice.card().isPresent() ? NO_CUDA : choice.reason().orElse("");
  }

  private static boolean cardServes() {
    return cards().choose("auto").card().isPresent() && torch.cuda_is_available();
  }

  private static CudaDevices cards() {
    return new CudaDevices(CudaNatives.PYTORCH, Context.hasCUDART(), NvidiaCards::ask);
  }

  private static Placement card(int index, Precision precision) {
    int cards = torch.cuda_device_count();
    if (index >= cards) {
      throw new EngineUnavailableException(
          "there is no cuda:" + index + ": the cards here are cuda:0 to cuda:" + (cards - 1));
    }
    torch.globalContext().setBenchmarkCuDNN(true);
    boolean computesBfloat16 = torch.getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8();
    return new Placement("cuda:" + index, type(precision, computesBfloat16));
  }

  private static ScalarType type(Precision precision, boolean bfloat16Suits) {
    boolean bfloat16 =
        precision == Precision.BFLOAT16 || precision == Precision.AUTO && bfloat16Suits;
    return bfloat16 ? ScalarType.BFloat16 : ScalarType.Float;
  }

  /**
   * Who computes there.
   *
   * @param remark added to the details; empty for none
   */
  static EngineInfo info(Placement placement, String remark) {
    String precision = placement.computesIn() == ScalarType.Float ? "float32" : "bfloat16";
    String detail =
        "%s, %d threads, %s"
            .formatted(torch.get_cpu_capability().getString(), torch.get_num_threads(), precision);
    return new EngineInfo(
        PyTorchEngineProvider.NAME,
        version(),
        placement.device(),
        remark.isEmpty() ? detail : detail + "; no card: " + remark);
  }

  /** LibTorch's version: that of the presets, such as 2.13.0-1.5.14, without JavaCPP's. */
  private static String version() {
    try {
      String presets = Loader.getVersion("org.bytedeco", "pytorch", torch.class);
      return presets.substring(0, presets.indexOf('-'));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
