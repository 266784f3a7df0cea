package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords in the address of a stream are shown to nobody. */
class StreamAddressTest {

  @ParameterizedTest
  @CsvSource({
    "rtsp://host/path, rtsp://host/path",
    "rtsp://admin:s3cret@host:554/path, rtsp://***@host:554/path",
    "rtsp://admin@host/path, rtsp://***@host/path",
    "rtsp://admin:s3@cret@host/path, rtsp://***@host/path",
    "rtsp://admin:s3/cret@host/path, rtsp://***@host/path",
    "http://host/a@2x.mp4, http://host/a@2x.mp4",
    "http://host/v?user=admin&pwd=s3cret&quality=2, http://host/v?user=***&pwd=***&quality=2",
    "http://host/v?access_token=s3cret, http://host/v?access_token=***",
    "http://host/v?X-Amz-Signature=s3cret#t, http://host/v?X-Amz-Signature=***#t"
  })
  void userPasswordAndKeysAreMasked(String address, String shown) {
    VideoSource source = VideoSource.of(address);
    assertThat(source.name()).isEqualTo(shown);
    assertThat(source.toString()).contains(shown).doesNotContain("s3");
    assertThat(source.allowingPlaylists().name()).isEqualTo(shown);
  }

  @Test
  void aStreamThatCannotBeOpenedKeepsItsPasswordEvenInTheStackTrace() {
    String address = "http://admin:s3cret@localhost:9/a.mp4?token=s3cret";
    assertThatThrownBy(() -> VideoSource.of(address).open())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http://***@localhost:9/a.mp4?token=***: the stream cannot")
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("s3cret");
            });
  }
}
