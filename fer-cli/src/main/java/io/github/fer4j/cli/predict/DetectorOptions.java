package io.github.fer4j.cli.predict;

import io.github.fer4j.cli.ErrorHandler;
import io.github.fer4j.core.MalformedContentException;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.VerifiedCascadeDetector;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.detect.YuNetSettings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what finds the faces, and which ones. */
public final class DetectorOptions {
  private static final String ADVICE =
      "'fer models fetch' gets YuNet; --detector haar leaves this line out.";

  @Option(
      names = "--detector",
      paramLabel = "auto|yunet|haar|lbp|yunet:FILE",
      defaultValue = "${env:FER_DETECTOR:-auto}",
      converter = DetectorChoice.Converter.class,
      description = {
        "What finds the faces (default: ${DEFAULT-VALUE}, or what FER_DETECTOR says): auto is YuNet"
            + " if its model is available (see fer models list), otherwise the Haar cascade,"
            + " checked in pictures by LBP."
      })
  DetectorChoice detector;

  @Option(
      names = "--min-face",
      paramLabel = "PIXELS",
      description = {
        "The smallest face to find, in pixels of the picture (default: 30; LBP sees none below 45)."
            + " Large pictures are searched faster with a larger one."
      })
  Integer minFace;

  @Option(
      names = "--max-size",
      paramLabel = "PIXELS",
      description = {
        "Search pictures with a longer side at this size, which is faster and loses small faces"
            + " (default: full size)."
      })
  Integer maxSize;

  @Option(
      names = "--any-orientation",
      description = {
        "Search pictures turned by 90, 180 and 270 degrees too, which takes four times as long;"
            + " YuNet only."
      })
  boolean anyOrientation;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  /** A detector for pictures. */
  public FaceDetector forPictures() throws IOException {
    return open(
        CascadeSettings::forPictures,
        settings -> new VerifiedCascadeDetector(checked(this::limited, settings)));
  }

  /** A detector for the frames of a video. */
  public FaceDetector forVideo() throws IOException {
    return open(CascadeSettings::forVideo, this::cascade);
  }

  /** What makes another process use the same detector. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--detector", detector.toString()));
    if (minFace != null) {
      arguments.addAll(List.of("--min-face", "" + minFace));
    }
    if (maxSize != null) {
      arguments.addAll(List.of("--max-size", "" + maxSize));
    }
    if (anyOrientation) {
      arguments.add("--any-orientation");
    }
    return arguments;
  }

  private interface SettingsOf {
    CascadeSettings of(Cascade cascade);
  }

  private FaceDetector open(
      SettingsOf settings, Function<CascadeSettings, FaceDetector> withoutYuNet)
      throws IOException {
    return switch (detector.kind()) {
      case AUTO -> yuNetOr(() -> withoutYuNet.apply(settings.of(Cascade.HAAR)));
      case YUNET -> yuNet();
      case HAAR -> cascade(settings.of(Cascade.HAAR));
      case LBP -> cascade(settings.of(Cascade.LBP));
    };
  }

  private FaceDetector yuNetOr(Supplier<FaceDetector> fallback) throws IOException {
    try {
      return yuNet();
    } catch (NoSuchFileException e) {
      warn(ADVICE);
    } catch (IOException | MalformedContentException e) {
      warn("YuNet does not work: " + ErrorHandler.message(e) + " " + ADVICE);
    }
    return fallback.get();
  }

  private void warn(String reason) {
    spec.commandLine()
        .getErr()
        .println("fer: cascades find the faces; they miss tilted and many other ones. " + reason);
  }

  private FaceDetector yuNet() throws IOException {
    YuNetSettings settings = checked(this::limited, YuNetSettings.DEFAULT);
    return detector.model().isPresent()
        ? YuNetFaceDetector.open(detector.model().get(), settings)
        : YuNetFaceDetector.open(settings);
  }

  private YuNetSettings limited(YuNetSettings settings) {
    YuNetSettings limited = settings;
    if (minFace != null) {
      limited = limited.withMinFace(minFace);
    }
    if (maxSize != null) {
      limited = limited.withMaxSize(maxSize);
    }
    return anyOrientation ? limited.withAnyOrientation() : limited;
  }

  private FaceDetector cascade(CascadeSettings settings) {
    return new CascadeFaceDetector(checked(this::limited, settings));
  }

  private CascadeSettings limited(CascadeSettings settings) {
    return new CascadeSettings(
        settings.cascade(),
        settings.scaleFactor(),
        settings.minNeighbors(),
        minFace == null ? settings.minSize() : minFace,
        maxSize == null ? settings.longestSide() : maxSize);
  }

  private <T> T checked(UnaryOperator<T> limits, T settings) {
    try {
      return limits.apply(settings);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
