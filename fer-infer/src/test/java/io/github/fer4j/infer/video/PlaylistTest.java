package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A video opens no other file, whatever it calls itself, unless it is allowed to. */
class PlaylistTest {
  @TempDir private Path folder;
  private Path other;

  @BeforeEach
  void writeAnotherVideo() throws IOException {
    other = SampleVideos.write(folder.resolve("other.mp4"), 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffconcat version 1.0\nfile 'other.mp4'\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.mp4\n#EXT-X-ENDLIST\n",
        "#EXTM3U\nhttp://localhost:9/secret\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\">"
            + "<Period><AdaptationSet><Representation id=\"1\"><BaseURL>other.mp4</BaseURL>"
            + "</Representation></AdaptationSet></Period></MPD>",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"
      })
  void aTextThatNamesOthersIsNoVideo(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("holiday.mp4"), text);
    assertThatThrownBy(() -> VideoSource.of(file.toString()).open())
        .isInstanceOf(MalformedVideoException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void anImageSequenceIsNoVideo() throws IOException {
    try (Picture frame = SampleVideos.frame(0)) {
      PictureWriter.write(frame, folder.resolve("img1.jpg"));
    }
    Path pattern = Files.writeString(folder.resolve("img%d.jpg"), "");
    assertThatThrownBy(() -> new VideoSource.File(pattern).open())
        .isInstanceOf(MalformedVideoException.class)
        .hasMessageStartingWith(pattern.toString());
  }

  @Test
  void aPlaylistIsReadWhereItIsAllowed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("list.txt"), "ffconcat version 1.0\nfile 'other.mp4'\n");
    assertThatThrownBy(() -> new VideoSource.File(file).open())
        .hasMessageContaining("expected a format that holds the video itself")
        .hasMessageContaining("Allow playlists if you trust it");
    try (FrameReader frames = new VideoSource.File(file).allowingPlaylists().open()) {
      assertThat(frames.next()).isPresent();
    }
    assertThat(other).exists();
  }
}
