package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.db.internal.UuidConverter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionRecordTest {

  @ParameterizedTest
  @CsvSource({
    "NaN, 0.25, 0.25, 0.25, 0.25",
    "1.1, 0, 0, 0, -0.1",
    "0.5, 0.5, 0.5, 0, 0",
    "Infinity, 0, 0, 0, 0",
    "0, 0, 0, 0, 0"
  })
  void probabilitiesThatCannotBeAreRefusedBeforeTheDatabaseSeesThem(
      double angry, double fear, double happy, double neutral, double sad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Prediction(angry, fear, happy, neutral, sad));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void timesThatNoDatabaseHoldsAreRefused(Instant time) {
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.happyAt(time));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "0, -0.1, 0", "0, NaN, 0", "0, Infinity, 0", "0, 1e300, 0", "0, 0, -1"})
  void placesThatNoVideoHasAreRefused(long frame, double seconds, int face) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VideoPosition(frame, seconds, OptionalInt.of(face)));
  }

  @Test
  void aStableIdentifierIsMadeFromWhatTheRecordIsAboutAlone() {
    PredictionRecord frame = Samples.frames("/a.mp4", 2).get(1);
    PredictionRecord later =
        PredictionRecord.inVideo(
            frame.source(),
            frame.model(),
            Samples.face(Samples.FEAR),
            frame.position().orElseThrow(),
            Samples.NOON.plusSeconds(9));
    UUID id = frame.withStableId(0).id();

    assertThat(later.withStableId(0).id()).isEqualTo(id);
    assertThat(id).isEqualTo(UUID.fromString("39675fd8-92ef-88c3-918e-066b6d6ae1b9"));
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
    ModelReference other = new ModelReference("slim", "f".repeat(64), Optional.empty());
    PredictionRecord photo = Samples.photo("/a.mp4", Samples.HAPPY, Samples.NOON);
    assertThat(
            List.of(
                frame.withStableId(1),
                frame.withReading(ModelCard.CROWD_READING).withStableId(0),
                Samples.frames("/a.mp4", 1).get(0).withStableId(0),
                Samples.frames("/b.mp4", 2).get(1).withStableId(0),
                photo.withStableId(0),
                overSeven(photo).withStableId(0),
                PredictionRecord.inPhoto(photo.source(), other, photo.face(), Samples.NOON)
                    .withStableId(0)))
        .extracting(PredictionRecord::id)
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  private static PredictionRecord overSeven(PredictionRecord photo) {
    Prediction seven = Prediction.of(ClassSet.SEVEN, 0.5, 0, 0, 0, 0, 0, 0.5);
    return PredictionRecord.inPhoto(
        photo.source(), photo.model(), Samples.face(seven), photo.takenAt());
  }

  @Test
  void detectorsAndReadingsThatCannotBeAreRefused() {
    PredictionRecord record = Samples.happyAt(Samples.NOON);

    assertThatIllegalArgumentException().isThrownBy(() -> record.withDetector(""));
    assertThatIllegalArgumentException().isThrownBy(() -> record.withDetector("x".repeat(256)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record.withReading("mob"))
        .withMessageContaining("fer2013 or crowd");
  }

  @Test
  void landmarksAreNotPartOfARecord() {
    Landmarks landmarks = Landmarks.of(java.util.Collections.nCopies(5, new Landmarks.Point(1, 2)));
    Detection detection = new Detection(new BoundingBox(0, 0, 9, 9), 0.5, Optional.of(landmarks));

    PredictionRecord record =
        PredictionRecord.inPhoto(
            Samples.PHOTO,
            Samples.MODEL,
            new FacePrediction(detection, Samples.HAPPY),
            Samples.NOON);

    assertThat(record.face().detection()).isEqualTo(new Detection(detection.box(), 0.5));
  }

  @Test
  void aPathHas1To4096CharactersHoweverManyBytesTheyTake() {
    String letter = "\uD83D\uDE00";

    assertThat(new Source(SourceKind.PHOTO, letter.repeat(4096)).path()).hasSize(8192);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Source(SourceKind.PHOTO, letter.repeat(4097)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Source(SourceKind.PHOTO, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Source(SourceKind.PHOTO, "/half \uD83D.png"))
        .withMessageContaining("Unicode");
  }

  @Test
  void filesAreKnownByTheirAbsolutePath() {
    assertThat(Source.photo(Path.of("x/../a.png")).path())
        .isEqualTo(Path.of("a.png").toAbsolutePath().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://bob:s3cret@camera.example/door?x=y@z, rtsp://camera.example/door?x=y@z",
    "rtsp://camera.example/door, rtsp://camera.example/door",
    "http://a@b:1/c@d, http://b:1/c@d"
  })
  void aStreamsCredentialsAreNotStored(String address, String stored) {
    assertThat(Source.stream(address).path()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"})
  void aModelIsKnownByASha256(String digest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelReference("slim", digest, Optional.empty()));
  }

  @Test
  void identifiersAreUniqueOfVersion7AndInOrderOfTime() throws InterruptedException {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      ids.add(TimeOrderedUuid.next());
    }
    Thread.sleep(2);
    UUID later = TimeOrderedUuid.next();

    assertThat(new HashSet<>(ids)).hasSize(5_000);
    assertThat(ids).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
    assertThat(ids).allSatisfy(id -> assertThat(id.variant()).isEqualTo(2));
    assertThat(later.toString()).isGreaterThan(ids.get(0).toString());
    assertThat(new UuidConverter().from(new UuidConverter().to(later))).isEqualTo(later);
  }
}
