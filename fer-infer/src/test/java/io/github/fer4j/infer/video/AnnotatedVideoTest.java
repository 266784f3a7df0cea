package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedVideoTest {
  @TempDir private Path folder;

  @Test
  void aVideoThatIsNotFinishedLeavesNothing() throws IOException {
    Path file = folder.resolve("a.mp4");
    try (AnnotatedVideo video = new AnnotatedVideo(file, 25);
        Picture picture = SampleVideos.frame(0)) {
      video.add(picture, 0);
      assertThat(file).doesNotExist();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theOldFileStaysUntilTheNewOneIsFinished() throws IOException {
    Path file = Files.writeString(folder.resolve("a.mp4"), "old");
    try (AnnotatedVideo video = new AnnotatedVideo(file, 25);
        Picture picture = SampleVideos.frame(0)) {
      video.add(picture, 0);
      assertThat(file).hasContent("old");
      video.finish();
    }
    assertThat(Files.size(file)).isGreaterThan(100);
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  @Test
  void oddSizesLoseARowOrColumn() throws IOException {
    Path file = folder.resolve("odd.mp4");
    try (AnnotatedVideo video = new AnnotatedVideo(file, 25);
        Picture picture = Picture.of(Portrait.background(101, 75))) {
      video.add(picture, 0);
      video.finish();
    }
    try (FrameReader frames = new VideoSource.File(file).open()) {
      Picture read = frames.next().orElseThrow().picture();
      assertThat(read.width()).isEqualTo(100);
      assertThat(read.height()).isEqualTo(74);
    }
  }

  @Test
  void ofFramesCloserThanTheRateTheLaterAreLeftOut() throws IOException {
    Path file = folder.resolve("fast.mp4");
    try (AnnotatedVideo video = new AnnotatedVideo(file, 10);
        Picture picture = SampleVideos.frame(0)) {
      for (double seconds : new double[] {0, 0.01, 0.1, 0.1, 0.35}) {
        video.add(picture, seconds);
      }
      video.finish();
    }
    List<Double> times = new ArrayList<>();
    try (FrameReader frames = new VideoSource.File(file).open()) {
      for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
        times.add(next.get().seconds());
      }
    }
    assertThat(times).hasSize(3);
    assertThat(times.get(1)).isCloseTo(0.1, within(0.001));
    assertThat(times.get(2)).isCloseTo(0.4, within(0.051));
  }

  @Test
  void whatCannotBeWrittenIsSaidAtOnce() {
    assertThatThrownBy(() -> new AnnotatedVideo(folder.resolve("a.txt"), 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends in .mp4, .mkv, .webm or .avi");
    assertThatThrownBy(() -> new AnnotatedVideo(folder.resolve("absent/a.mp4"), 25))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent");
    assertThatThrownBy(
            () -> {
              try (AnnotatedVideo video = new AnnotatedVideo(folder.resolve("a.mp4"), 25)) {
                video.finish();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no frame");
  }
}
