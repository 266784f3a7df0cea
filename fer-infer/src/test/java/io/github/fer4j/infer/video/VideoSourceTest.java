package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoSourceTest {
  @TempDir private Path folder;

  @Test
  void aNumberIsACamera() {
    assertThat(VideoSource.of("0")).isEqualTo(new VideoSource.Camera(0));
    assertThat(VideoSource.of("12")).isEqualTo(new VideoSource.Camera(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp://host/path", "https://host/a.mp4", "udp://0.0.0.0:5000"})
  void anAddressOnTheNetworkIsAStream(String address) {
    assertThat(VideoSource.of(address)).isEqualTo(new VideoSource.Stream(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "C:\\a.mp4", "concat:a|b", "file.http", "pipe:0", "7.mp4"})
  void everythingElseIsAFile(String name) {
    assertThat(VideoSource.of(name)).isEqualTo(new VideoSource.File(Path.of(name)));
  }

  @Test
  void absentFilesAndFoldersAreNamed() {
    Path absent = folder.resolve("absent.mp4");
    assertThatThrownBy(() -> new VideoSource.File(absent).open())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent.mp4: no such file");
    assertThatThrownBy(() -> new VideoSource.File(folder).open())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a folder, not a video");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Dear diary"})
  void aFileThatIsNoVideoIsRefusedWithItsName(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("note.mp4"), content);
    assertThatThrownBy(() -> new VideoSource.File(file).open())
        .isInstanceOf(MalformedVideoException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("Invalid data");
  }

  @Test
  void anAbsentCameraIsNamed() {
    assertThatThrownBy(() -> new VideoSource.Camera(97).open())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("camera 97: there is none");
    assertThatThrownBy(() -> new VideoSource.Camera(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStreamThatNobodyServesIsNamed() {
    assertThatThrownBy(() -> VideoSource.of("http://localhost:9/a.mp4").open())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http://localhost:9/a.mp4: the stream cannot be opened");
  }
}
