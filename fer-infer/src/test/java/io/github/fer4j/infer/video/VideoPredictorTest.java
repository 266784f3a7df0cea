package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoPredictorTest {
  private static final Prediction ANGRY = new Prediction(1, 0, 0, 0, 0);
  private static final Prediction HAPPY = new Prediction(0, 0, 1, 0, 0);
  private static final BoundingBox LEFT = BoundingBox.ofSize(10, 10, 40, 40);
  private static final BoundingBox RIGHT = BoundingBox.ofSize(100, 10, 40, 40);

  @TempDir private Path folder;

  private final Script script = new Script();

  @Test
  void aDrawnFaceKeepsItsNumberWhileItMoves() throws IOException {
    Path file = SampleVideos.write(folder.resolve("a.mp4"), 30);
    List<List<TrackedFace>> seen = new ArrayList<>();
    try (FrameReader frames = new VideoSource.File(file).open();
        EmotionPredictor predictor =
            EmotionPredictor.builder()
                .detector(new CascadeFaceDetector(CascadeSettings.forVideo(Cascade.HAAR)))
                .classifier(script)
                .build()) {
      VideoPredictor.builder(predictor)
          .build()
          .run(
              frames,
              (frame, faces, predicted) -> {
                seen.add(faces);
                return true;
              });
    }
    assertThat(seen).hasSize(30);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).hasSize(1);
      TrackedFace face = seen.get(i).get(0);
      assertThat(face.number()).isEqualTo(1);
      double middle = (face.face().box().x1() + face.face().box().x2()) / 2.0;
      assertThat(middle).isCloseTo(SampleVideos.faceX(i), within(10.0));
    }
  }

  @Test
  void facesAreToldApartByTheirPlace() throws IOException {
    script.boxes(List.of(LEFT, RIGHT), List.of(RIGHT, LEFT), List.of(RIGHT), List.of(RIGHT, LEFT));
    List<List<TrackedFace>> seen = run(everyFrame(0, 0), 0, 1, 2, 3);

    assertThat(numbers(seen)).containsExactly("1 2", "1 2", "2", "2 3");
    assertThat(seen.get(3).get(0).face().box()).isEqualTo(RIGHT);
    assertThat(seen.get(3).get(1).face().box()).isEqualTo(LEFT);
  }

  @Test
  void aFaceThatIsMissedForAMomentKeepsItsNumber() throws IOException {
    script.boxes(List.of(LEFT), List.of(), List.of(LEFT), List.of(), List.of(), List.of(LEFT));
    assertThat(numbers(run(everyFrame(0.5, 0), 0, 0.4, 0.8, 1.2, 1.4, 1.6)))
        .containsExactly("1", "1", "1", "1", "", "2");
  }

  @ParameterizedTest
  @CsvSource({"true, 10", "false, 9", "false, 12", "false, 15", "false, 18"})
  void aHeadThatTurnsAwayForHalfASecondKeepsItsNumber(boolean everyFrame, int from)
      throws IOException {
    double[] times = new double[50];
    for (int i = 0; i < times.length; i++) {
      times[i] = i / 25.0;
      script.boxes(List.of(LEFT));
    }
    script.away = frame -> frame >= from && frame < from + 13;

    assertThat(
            numbers(
                run(everyFrame ? TrackingSettings.EVERY_FRAME : TrackingSettings.DEFAULT, times)))
        .containsOnly("1");
  }

  @Test
  void betweenLooksOverTheFrameFacesAreOnlyFollowed() throws IOException {
    script.boxes(List.of(LEFT), List.of(LEFT, RIGHT));
    TrackingSettings settings = new TrackingSettings(1, 0.5, 0, 0.3);

    assertThat(numbers(run(settings, 0, 0.3, 0.6, 0.9, 1.2)))
        .containsExactly("1", "1", "1", "1", "1 2");
    assertThat(script.detections).isEqualTo(2);
  }

  @Test
  void aFindThatASecondLookDoesNotConfirmIsNoFace() throws IOException {
    script.boxes(List.of(LEFT, RIGHT));
    script.neverFollowed = RIGHT;
    assertThat(numbers(run(everyFrame(0.5, 0), 0))).containsExactly("1");
  }

  @Test
  void probabilitiesAreSmoothedByTheTimeThatPassed() throws IOException {
    script.boxes(List.of(LEFT), List.of(LEFT), List.of(LEFT));
    script.predictions(ANGRY, HAPPY, HAPPY);
    List<List<TrackedFace>> seen = run(everyFrame(0.5, 0.4), 0, 0.1, 0.5);

    double first = Math.exp(-0.1 / 0.4);
    double second = first * Math.exp(-0.4 / 0.4);
    assertThat(angry(seen.get(0))).isEqualTo(1);
    assertThat(angry(seen.get(1))).isCloseTo(first, within(1e-12));
    assertThat(angry(seen.get(2))).isCloseTo(second, within(1e-12));
  }

  @Test
  void withoutMemoryEveryFrameSpeaksForItself() throws IOException {
    script.boxes(List.of(LEFT), List.of(LEFT));
    script.predictions(ANGRY, HAPPY);
    List<List<TrackedFace>> seen = run(everyFrame(0.5, 0), 0, 0.1);
    assertThat(angry(seen.get(1))).isZero();
  }

  @Test
  void ofEveryNthFrameTheOthersCarryTheLastFaces() throws IOException {
    script.boxes(List.of(LEFT), List.of());
    List<Boolean> looked = new ArrayList<>();
    List<Integer> faces = new ArrayList<>();
    try (EmotionPredictor predictor = predictor()) {
      VideoSummary summary =
          VideoPredictor.builder(predictor)
              .tracking(everyFrame(0, 0))
              .every(3)
              .build()
              .run(
                  new Times(0, 0.1, 0.2, 0.3, 0.4),
                  (frame, found, predicted) -> {
                    looked.add(predicted);
                    faces.add(found.size());
                    return true;
                  });
      assertThat(summary).isEqualTo(new VideoSummary(5, 0.4, 10, false));
      assertThat(summary.endedEarly()).isTrue();
    }
    assertThat(looked).containsExactly(true, false, false, true, false);
    assertThat(faces).containsExactly(1, 1, 1, 0, 0);
  }

  @Test
  void theObserverEndsTheRun() throws IOException {
    script.boxes(List.of(LEFT), List.of(LEFT));
    try (EmotionPredictor predictor = predictor()) {
      VideoSummary summary =
          VideoPredictor.builder(predictor)
              .tracking(everyFrame(0, 0))
              .build()
              .run(new Times(0, 1, 2), (frame, found, predicted) -> frame.number() < 1);
      assertThat(summary.frames()).isEqualTo(2);
      assertThat(summary.stopped()).isTrue();
      assertThat(summary.endedEarly()).isFalse();
    }
  }

  @Test
  void aStreamThatStartsAnewIsFollowedOn() throws IOException {
    script.boxes(List.of(LEFT), List.of(LEFT), List.of(LEFT));
    assertThat(numbers(run(new TrackingSettings(0.5, 0.5, 0.4, 0.3), 100, 100.1, 0, 0.1)))
        .containsExactly("1", "1", "1", "1");
  }

  @Test
  void settingsOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> new TrackingSettings(-1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("detectionInterval");
    assertThatThrownBy(() -> new TrackingSettings(0, 0, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TrackingSettings(0, 0, 0, 1.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VideoPredictor.builder(predictor()).every(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval must be 1 or more, was 0");
  }

  private static TrackingSettings everyFrame(double patience, double memory) {
    return new TrackingSettings(0, patience, memory, 0.3);
  }

  private EmotionPredictor predictor() throws IOException {
    return EmotionPredictor.builder().detector(script).classifier(script).build();
  }

  private List<List<TrackedFace>> run(TrackingSettings settings, double... times)
      throws IOException {
    List<List<TrackedFace>> seen = new ArrayList<>();
    try (EmotionPredictor predictor = predictor()) {
      VideoPredictor.builder(predictor)
          .tracking(settings)
          .build()
          .run(
              new Times(times),
              (frame, faces, predicted) -> {
                script.frame++;
                return seen.add(faces);
              });
    }
    return seen;
  }

  private static List<String> numbers(List<List<TrackedFace>> seen) {
    return seen.stream()
        .map(faces -> String.join(" ", faces.stream().map(face -> "" + face.number()).toList()))
        .toList();
  }

  private static double angry(List<TrackedFace> faces) {
    return faces.get(0).face().prediction().probability(Emotion.ANGRY).getAsDouble();
  }

  /** Empty frames at these times. */
  private static final class Times implements FrameReader {
    private final double[] seconds;
    private final Picture picture =
        Picture.of(new BufferedImage(160, 60, BufferedImage.TYPE_3BYTE_BGR));
    private int next;

    Times(double... seconds) {
      this.seconds = seconds;
    }

    @Override
    public Optional<Frame> next() {
      return next == seconds.length
          ? Optional.empty()
          : Optional.of(new Frame(next, seconds[next++], picture));
    }

    @Override
    public String name() {
      return "times";
    }

    @Override
    public double framesPerSecond() {
      return 0;
    }

    @Override
    public double declaredSeconds() {
      return 10;
    }

    @Override
    public void close() {
      picture.close();
    }
  }

  /** Finds and tells what the test says. Faces are followed where they were last detected. */
  private static final class Script implements FaceDetector, EmotionClassifier {
    private final List<List<BoundingBox>> boxes = new ArrayList<>();
    private final List<Prediction> predictions = new ArrayList<>();
    private List<Detection> current = List.of();
    private BoundingBox neverFollowed;
    private IntPredicate away = number -> false;
    private int frame;
    private int detections;

    @SafeVarargs
    final void boxes(List<BoundingBox>... script) {
      for (List<BoundingBox> frame : script) {
        boxes.add(frame);
      }
    }

    void predictions(Prediction... script) {
      predictions.addAll(List.of(script));
    }

    @Override
    public List<Detection> detect(Picture picture) {
      current = boxes.get(detections++).stream().map(Detection::of).toList();
      return away.test(frame) ? List.of() : current;
    }

    @Override
    public Optional<Detection> follow(Picture picture, BoundingBox last) {
      return current.stream()
          .filter(face -> !away.test(frame))
          .filter(face -> !face.box().equals(neverFollowed))
          .filter(face -> face.box().intersectionOverUnion(last) > 0)
          .findFirst();
    }

    @Override
    public List<Prediction> classify(List<FaceImage> faces) {
      List<Prediction> answer = new ArrayList<>();
      for (int i = 0; i < faces.size(); i++) {
        answer.add(predictions.isEmpty() ? HAPPY : predictions.remove(0));
      }
      return answer;
    }

    @Override
    public void close() {
      // Nothing to give back.
    }
  }
}
