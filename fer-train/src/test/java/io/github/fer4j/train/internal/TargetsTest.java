package io.github.fer4j.train.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.Votes;
import io.github.fer4j.train.config.TrainingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final FaceImage BLANK = FaceImage.of(new byte[FaceImage.PIXELS]);
  private static final List<Example> HAPPY_AND_SAD =
      List.of(
          new Example(BLANK, FerLabel.HAPPY, Split.TRAINING, 1),
          new Example(BLANK, FerLabel.SAD, Split.TRAINING, 2));

  private static float[] target(double smoothing, int example) {
    float[] target = new float[ClassSet.FIVE.size()];
    new Targets(HAPPY_AND_SAD, TrainingConfig.preset("quick").withLabelSmoothing(smoothing))
        .copyTo(example, target, 0);
    return target;
  }

  @Test
  void withoutSmoothingTheLabelHasAll() {
    assertThat(target(0, 1)).containsExactly(0, 0, 0, 0, 1);
  }

  /** Of ten people eight chose happy, one sad (left out as an outlier), and one neutral. */
  @Test
  void theCrowdHeadHasTheVotesTimesItsWeightAndNothingWhereThereAreNone() {
    Votes votes = new Votes(List.of(2, 6, 0, 1, 0, 0, 0, 0, 1, 0));
    TrainingConfig config =
        TrainingConfig.preset("quick")
            .withLabelSmoothing(0)
            .withHeads(heads -> heads.withNames("fer2013,crowd").withCrowdWeight(0.4));
    float[] target = new float[20];
    Targets targets =
        new Targets(List.of(HAPPY_AND_SAD.get(0).withVotes(votes), HAPPY_AND_SAD.get(1)), config);
    targets.copyTo(0, target, 0);
    targets.copyTo(1, target, 10);
    assertThat(target)
        .containsExactly(
            new float[] {0, 0, .6f, 0, 0, 0, 0, .3f, .1f, 0, 0, 0, 0, 0, .6f, 0, 0, 0, 0, 0},
            within(1e-6f));
  }

  /** 0.1 spread over five classes is 0.02 each. */
  @Test
  void smoothingSpreadsItsShareOverAllClasses() {
    assertThat(target(0.1, 0))
        .containsExactly(new float[] {.02f, .02f, .92f, .02f, .02f}, within(1e-6f));
  }
}
