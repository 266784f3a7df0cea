package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.Votes;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final Example SAD =
      new Example(FaceImage.of(new byte[FaceImage.PIXELS]), FerLabel.SAD, Split.PUBLIC_TEST, 1);

  /** Votes for neutral, surprise, contempt and "unknown". */
  private static Example voted(int neutral, int surprise, int contempt, int unknown) {
    return SAD.withVotes(
        new Votes(List.of(neutral, 0, surprise, 0, 0, 0, 0, contempt, unknown, 0)));
  }

  @Test
  void aReadingIsMeasuredAgainstWhatItIsTrainedToAnswer() {
    Truth label = Truth.ofReading(ModelCard.LABEL_READING);
    Truth crowd = Truth.ofReading(ModelCard.CROWD_READING);
    Example face = voted(6, 4, 0, 0);
    assertThat(label.of(face, ClassSet.FIVE)).contains(Emotion.SAD);
    assertThat(crowd.of(face, ClassSet.FIVE)).contains(Emotion.NEUTRAL);
    assertThat(label.of(SAD, ClassSet.FIVE)).contains(Emotion.SAD);
    assertThat(crowd.of(SAD, ClassSet.FIVE)).isEmpty();
    assertThat(crowd.of(voted(5, 5, 0, 0), ClassSet.FIVE)).isEmpty();
  }

  @Test
  void labelsCountWherePeopleAgreeOnAnythingThatIsAClass() {
    Truth sure = new Truth(ModelCard.LABEL_READING, Agreement.EIGHT_OR_MORE);
    assertThat(sure.of(voted(8, 2, 0, 0), ClassSet.FIVE)).contains(Emotion.SAD);
    assertThat(sure.of(voted(7, 3, 0, 0), ClassSet.FIVE)).isEmpty();
    assertThat(sure.of(voted(2, 8, 0, 0), ClassSet.FIVE)).isEmpty();
    assertThat(sure.of(voted(2, 8, 0, 0), ClassSet.SEVEN)).contains(Emotion.SAD);
    assertThat(sure.of(SAD, ClassSet.FIVE)).isEmpty();
  }

  @Test
  void theRuleOfFerPlusCountsWithoutSingleVotesButWithTheUnknown() {
    Truth paper = new Truth(ModelCard.CROWD_READING, Agreement.FER_PLUS);
    assertThat(paper.of(voted(4, 1, 3, 1), ClassSet.EIGHT)).contains(Emotion.NEUTRAL); // 4 of 7
    assertThat(paper.of(voted(4, 1, 2, 3), ClassSet.EIGHT)).isEmpty(); // 4 of 9
    assertThat(paper.of(voted(5, 0, 0, 5), ClassSet.EIGHT)).isEmpty();
    assertThat(paper.of(voted(2, 0, 0, 8), ClassSet.EIGHT)).isEmpty();
    assertThat(paper.of(voted(3, 0, 6, 1), ClassSet.EIGHT)).contains(Emotion.CONTEMPT);
    assertThat(paper.of(voted(3, 0, 6, 1), ClassSet.SEVEN)).isEmpty();
    assertThat(paper.of(voted(1, 1, 1, 1), ClassSet.EIGHT)).isEmpty();
  }
}
