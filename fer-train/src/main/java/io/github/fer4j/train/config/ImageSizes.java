package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.fer4j.core.FaceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Image sizes over a training run (progressive resizing): small pictures first are cheap and learn
 * the coarse things (T. Karras et al., arXiv 1710.10196, grow generators so; M. Tan, Q. Le, arXiv
 * 2104.00298, section 4, classifiers).
 *
 * @param stages in order; the last has the side of a {@link FaceImage}
 */
public record ImageSizes(List<Stage> stages) {
  private static final int LEAST_SIDE = 16;

  /**
   * Some epochs at one side.
   *
   * @param side height and width in pixels
   * @param parts how long, in parts of the whole run
   */
  public record Stage(int side, int parts) {}

  /**
   * @throws IllegalArgumentException if a side is outside 16 to 48, parts are not positive, or the
   *     last side is not 48
   */
  public ImageSizes {
    stages = List.copyOf(stages);
    for (Stage stage : stages) {
      if (stage.side() < LEAST_SIDE || stage.side() > FaceImage.SIDE || stage.parts() < 1) {
        throw new IllegalArgumentException(
            "Setting image-sizes takes sides of "
                + LEAST_SIDE
                + " to "
                + FaceImage.SIDE
                + " with positive parts, not "
                + stage.side()
                + ":"
                + stage.parts());
      }
    }
    if (stages.isEmpty() || stages.get(stages.size() - 1).side() != FaceImage.SIDE) {
      throw new IllegalArgumentException(
          "Setting image-sizes must end with "
              + FaceImage.SIDE
              + ", the side that is predicted at, not "
              + stages.stream().map(stage -> "" + stage.side()).collect(Collectors.joining(",")));
    }
  }

  /**
   * Reads {@code 32:8,40:8,48:6}, or {@code 48} alone.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  @JsonCreator
  public static ImageSizes parse(String text) {
    List<Stage> stages = new ArrayList<>();
    for (String stage : text.trim().split("\\s*,\\s*")) {
      if (!stage.matches("\\d{1,3}(:\\d{1,4})?")) {
        throw new IllegalArgumentException(
            "Setting image-sizes has the form 32:8,40:8,48:6, not '" + text + "'");
      }
      String[] parts = stage.split(":");
      int share = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
      stages.add(new Stage(Integer.parseInt(parts[0]), share));
    }
    return new ImageSizes(stages);
  }

  /** Whether all epochs have one side. */
  public boolean isConstant() {
    return stages.size() == 1;
  }

  /**
   * The side of an epoch.
   *
   * @param epoch 0 to epochs - 1
   * @param epochs of the whole run
   */
  public int side(int epoch, int epochs) {
    int total = stages.stream().mapToInt(Stage::parts).sum();
    int until = 0;
    for (Stage stage : stages) {
      until += stage.parts();
      if ((long) epoch * total < (long) until * epochs) {
        return stage.side();
      }
    }
    return FaceImage.SIDE;
  }

  @JsonValue
  @Override
  public String toString() {
    return stages.stream()
        .map(stage -> isConstant() ? "" + stage.side() : stage.side() + ":" + stage.parts())
        .collect(Collectors.joining(","));
  }
}
