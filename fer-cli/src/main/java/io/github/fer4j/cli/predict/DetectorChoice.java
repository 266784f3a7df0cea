package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --detector}: {@code haar}, {@code lbp} or {@code yunet:FILE}. */
public sealed interface DetectorChoice {

  /** The choice as it is typed. */
  @Override
  String toString();

  /** A detector for pictures. */
  FaceDetector forPictures() throws IOException;

  /** A detector for the frames of a video. */
  FaceDetector forVideo() throws IOException;

  /** One of the cascades. */
  record OfCascade(Cascade cascade) implements DetectorChoice {
    @Override
    public String toString() {
      return cascade.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public FaceDetector forPictures() {
      return new CascadeFaceDetector(CascadeSettings.forPictures(cascade));
    }

    @Override
    public FaceDetector forVideo() {
      return new CascadeFaceDetector(CascadeSettings.forVideo(cascade));
    }
  }

  /** YuNet by a model file of the user's. */
  record OfYuNet(Path model) implements DetectorChoice {
    @Override
    public String toString() {
      return Converter.YUNET + model;
    }

    @Override
    public FaceDetector forPictures() throws IOException {
      return YuNetFaceDetector.open(model);
    }

    @Override
    public FaceDetector forVideo() throws IOException {
      return YuNetFaceDetector.open(model);
    }
  }

  /** Reads the option's value. */
  final class Converter implements ITypeConverter<DetectorChoice> {
    private static final String YUNET = "yunet:";

    @Override
    public DetectorChoice convert(String value) {
      if (value.startsWith(YUNET) && value.length() > YUNET.length()) {
        return new OfYuNet(Path.of(value.substring(YUNET.length())));
      }
      return switch (value) {
        case "haar" -> new OfCascade(Cascade.HAAR);
        case "lbp" -> new OfCascade(Cascade.LBP);
        default ->
            throw new TypeConversionException(
                "expected haar, lbp or yunet:FILE, found '" + value + "'");
      };
    }
  }
}
