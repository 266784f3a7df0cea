package io.github.fer4j.infer.video;

import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;

/** Frames of cameras, and of Motion-JPEG files where FFmpeg is absent, by OpenCV. */
final class OpenCvFrames implements FrameReader {
  private static final double MILLIS = 1e3;

  private final String name;
  private final VideoCapture capture;
  private final boolean live;
  private final long start = System.nanoTime();
  private final Mat pixels = new Mat();
  private @Nullable Picture picture;
  private long number;

  private OpenCvFrames(String name, VideoCapture capture, boolean live) {
    this.name = name;
    this.capture = capture;
    this.live = live;
  }

  static OpenCvFrames ofCamera(int index) throws IOException {
    OpenCv.load();
    VideoCapture capture = new VideoCapture(index);
    if (!capture.isOpened()) {
      capture.release();
      throw new IOException(
          "camera "
              + index
              + ": there is none, or another program uses it. Cameras are numbered from 0.");
    }
    return new OpenCvFrames("camera " + index, capture, true);
  }

  static OpenCvFrames ofFile(Path file) {
    OpenCv.load();
    VideoCapture capture = new VideoCapture(file.toString(), Videoio.CAP_OPENCV_MJPEG);
    if (!capture.isOpened()) {
      capture.release();
      Ffmpeg.requireToRead(file.toString());
    }
    return new OpenCvFrames(file.toString(), capture, false);
  }

  @Override
  public Optional<Frame> next() {
    releasePicture();
    double seconds =
        live
            ? (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1)
            : capture.get(Videoio.CAP_PROP_POS_MSEC) / MILLIS;
    if (!capture.read(pixels) || pixels.empty()) {
      return Optional.empty();
    }
    picture = Picture.of(pixels);
    return Optional.of(new Frame(number++, seconds, picture));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double framesPerSecond() {
    return Math.max(0, capture.get(Videoio.CAP_PROP_FPS));
  }

  @Override
  public double declaredSeconds() {
    double frames = live ? 0 : capture.get(Videoio.CAP_PROP_FRAME_COUNT);
    return frames > 0 && framesPerSecond() > 0 ? frames / framesPerSecond() : 0;
  }

  @Override
  public void close() {
    releasePicture();
    pixels.release();
    capture.release();
  }

  private void releasePicture() {
    if (picture != null) {
      picture.close();
      picture = null;
    }
  }
}
