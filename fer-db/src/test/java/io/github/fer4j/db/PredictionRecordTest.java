package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
