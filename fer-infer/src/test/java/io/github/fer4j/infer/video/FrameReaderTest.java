package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final int FRAMES = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "b.mkv", "c.webm", "d.avi", "it's a 'video': 微笑%d.mp4"})
  void everyKindIsReadFrameByFrame(String name) throws IOException {
    Path file = SampleVideos.write(folder.resolve(name), FRAMES);
    try (FrameReader frames = new VideoSource.File(file).open()) {
      assertThat(frames.framesPerSecond()).isCloseTo(SampleVideos.RATE, within(0.01));
      assertThat(frames.declaredSeconds()).isCloseTo(FRAMES / SampleVideos.RATE, within(0.1));
      assertThat(times(frames)).hasSize(FRAMES).isSorted();
    }
  }

  @Test
  void timesAreTheStreamsOwn() throws IOException {
    Path file = SampleVideos.write(folder.resolve("slow.mkv"), FRAMES, 0.24);
    try (FrameReader frames = new VideoSource.File(file).open()) {
      List<Double> times = times(frames);
      for (int i = 0; i < FRAMES; i++) {
        assertThat(times.get(i)).isCloseTo(0.24 * i, within(0.002));
      }
    }
  }

  @Test
  void pixelsArriveAsTheyWereWritten() throws IOException {
    Path file = SampleVideos.write(folder.resolve("a.mp4"), 3);
    try (FrameReader frames = new VideoSource.File(file).open();
        Picture original = SampleVideos.frame(0)) {
      Picture read = frames.next().orElseThrow().picture();
      assertThat(read.width()).isEqualTo(SampleVideos.WIDTH);
      assertThat(read.height()).isEqualTo(SampleVideos.HEIGHT);
      for (int[] at : new int[][] {{20, 20}, {115, 100}, {220, 300}}) {
        double[] expected = original.pixels().get(at[0], at[1]);
        double[] found = read.pixels().get(at[0], at[1]);
        for (int channel = 0; channel < 3; channel++) {
          assertThat(found[channel]).isCloseTo(expected[channel], within(25.0));
        }
      }
    }
  }

  @Test
  void motionJpegIsReadByOpenCvAlone() throws IOException {
    Path file = SampleVideos.write(folder.resolve("a.avi"), FRAMES);
    try (FrameReader frames = OpenCvFrames.ofFile(file)) {
      assertThat(frames.declaredSeconds()).isCloseTo(FRAMES / SampleVideos.RATE, within(0.1));
      List<Double> times = times(frames);
      assertThat(times).hasSize(FRAMES).isSorted();
      assertThat(times.get(10)).isCloseTo(0.4, within(0.05));
    }
  }

  @Test
  void whatOpenCvAloneCannotReadAsksForFfmpegWhereItIsAbsent() throws IOException {
    // FFmpeg is present here, so that only the frames of other kinds fail to open.
    Path file = Files.writeString(folder.resolve("note.avi"), "no video");
    try (FrameReader frames = OpenCvFrames.ofFile(file)) {
      assertThat(frames.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"90, 240, 320", "-90, 240, 320", "180, 320, 240", "0, 320, 240"})
  void framesAreTurnedAsTheContainerSays(double rotation, int width, int height)
      throws IOException {
    Path file = folder.resolve("turned.mp4");
    writeTurned(file, rotation);
    try (FrameReader frames = new VideoSource.File(file).open()) {
      Picture picture = frames.next().orElseThrow().picture();
      assertThat(picture.width()).isEqualTo(width);
      assertThat(picture.height()).isEqualTo(height);
    }
  }

  @Test
  void aVideoCutOffInTheMiddleEndsEarlyAndSaysHowLongItShouldBe() throws IOException {
    Path whole = SampleVideos.write(folder.resolve("whole.mkv"), 60, 0.1);
    byte[] bytes = Files.readAllBytes(whole);
    Path part = Files.write(folder.resolve("part.mkv"), Arrays.copyOf(bytes, bytes.length / 2));
    try (FrameReader frames = new VideoSource.File(part).open()) {
      List<Double> times = times(frames);
      double last = times.get(times.size() - 1);
      assertThat(new VideoSummary(times.size(), last, frames.declaredSeconds(), false))
          .matches(VideoSummary::endedEarly, "ended early");
    }
  }

  @Test
  void anMp4WithoutItsEndIsRefused() throws IOException {
    Path whole = SampleVideos.write(folder.resolve("whole.mp4"), FRAMES);
    byte[] bytes = Files.readAllBytes(whole);
    Path part = Files.write(folder.resolve("part.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> new VideoSource.File(part).open())
        .isInstanceOf(MalformedVideoException.class)
        .hasMessageContaining("part.mp4");
  }

  private static List<Double> times(FrameReader frames) throws IOException {
    List<Double> times = new ArrayList<>();
    for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
      assertThat(next.get().number()).isEqualTo(times.size());
      times.add(next.get().seconds());
    }
    return times;
  }

  private static void writeTurned(Path file, double rotation) throws IOException {
    try (FFmpegFrameRecorder recorder =
            new FFmpegFrameRecorder(file.toString(), SampleVideos.WIDTH, SampleVideos.HEIGHT);
        org.bytedeco.javacv.Frame frame =
            new org.bytedeco.javacv.Frame(
                SampleVideos.WIDTH,
                SampleVideos.HEIGHT,
                org.bytedeco.javacv.Frame.DEPTH_UBYTE,
                3)) {
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(SampleVideos.RATE);
      recorder.setDisplayRotation(rotation);
      recorder.start();
      ByteBuffer buffer = (ByteBuffer) frame.image[0];
      while (buffer.hasRemaining()) {
        buffer.put((byte) 90);
      }
      for (int i = 0; i < 5; i++) {
        recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
      }
    }
  }
}
