package io.github.fer4j.infer.video;

import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * Writes frames as a video by FFmpeg: H.264 in .mp4 and .mkv, VP8 in .webm, Motion-JPEG in .avi.
 * The file appears under its name when it is complete; closing without {@link #finish} leaves
 * nothing.
 */
public final class AnnotatedVideo implements AutoCloseable {
  private static final double USUAL_RATE = 25;
  private static final double BITS_PER_PIXEL = 0.15;

  private enum Container {
    MP4("mp4", avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV420P),
    MKV("matroska", avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV420P),
    WEBM("webm", avcodec.AV_CODEC_ID_VP8, avutil.AV_PIX_FMT_YUV420P),
    AVI("avi", avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P);

    private final String format;
    private final int codec;
    private final int pixelFormat;

    Container(String format, int codec, int pixelFormat) {
      this.format = format;
      this.codec = codec;
      this.pixelFormat = pixelFormat;
    }

    static Container of(Path file) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      for (Container container : values()) {
        if (name.endsWith("." + container.name().toLowerCase(Locale.ROOT))) {
          return container;
        }
      }
      throw new IllegalArgumentException(
          file + ": a video is written to a name that ends in .mp4, .mkv, .webm or .avi");
    }
  }

  private final Path file;
  private final Path unfinished;
  private final Container container;
  private final double framesPerSecond;
  private @Nullable FFmpegFrameRecorder recorder;
  private @Nullable Frame frame;
  private long lastTick = -1;

  /**
   * A video that starts with its first frame.
   *
   * @param file ends in .mp4, .mkv, .webm or .avi; replaced if it is there
   * @param framesPerSecond of the source, or 0 if it is not known
   * @throws IllegalArgumentException if the name ends in something else
   * @throws NoSuchFileException if the folder does not exist
   * @throws IllegalStateException if FFmpeg is not available
   */
  public AnnotatedVideo(Path file, double framesPerSecond) throws NoSuchFileException {
    Path target = file.toAbsolutePath();
    if (!Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(
          target.getParent().toString(), null, "no such folder to write into");
    }
    Ffmpeg.requireToWrite(file.toString());
    this.file = target;
    this.container = Container.of(target);
    this.unfinished =
        target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    this.framesPerSecond = framesPerSecond > 0 ? framesPerSecond : USUAL_RATE;
  }

  /**
   * Adds a frame. Its time is rounded to the frame rate; of two that then fall on the same time the
   * later is left out.
   *
   * @param picture of the size of the first
   * @param seconds when it is shown
   * @throws IOException if it cannot be written
   */
  public void add(Picture picture, double seconds) throws IOException {
    long tick = Math.round(seconds * framesPerSecond);
    if (tick <= lastTick) {
      return;
    }
    lastTick = tick;
    if (recorder == null) {
      start(picture);
    }
    // Codecs halve the colours' size: they want even widths and heights.
    Mat even = picture.pixels().submat(0, frame.imageHeight, 0, frame.imageWidth);
    byte[] row = new byte[frame.imageWidth * 3];
    ByteBuffer buffer = (ByteBuffer) frame.image[0];
    for (int y = 0; y < frame.imageHeight; y++) {
      even.get(y, 0, row);
      buffer.position(y * frame.imageStride);
      buffer.put(row);
    }
    buffer.rewind();
    even.release();
    recorder.setTimestamp(Math.round(seconds * TimeUnit.SECONDS.toMicros(1)));
    recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
  }

  private void start(Picture first) throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    int width = Math.max(2, first.width() / 2 * 2);
    int height = Math.max(2, first.height() / 2 * 2);
    frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
    recorder = new FFmpegFrameRecorder("file:" + unfinished, width, height);
    recorder.setFormat(container.format);
    recorder.setVideoCodec(container.codec);
    recorder.setPixelFormat(container.pixelFormat);
    recorder.setFrameRate(framesPerSecond);
    recorder.setVideoBitrate((int) (width * height * framesPerSecond * BITS_PER_PIXEL));
    try {
      recorder.start();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(file + ": FFmpeg cannot write this video: " + e.getMessage(), e);
    }
  }

  /**
   * Completes the file.
   *
   * @throws IOException if it cannot be written, or if there was no frame
   */
  public void finish() throws IOException {
    if (recorder == null) {
      throw new IOException(file + ": no frame to write");
    }
    stop();
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void stop() throws IOException {
    FFmpegFrameRecorder open = recorder;
    recorder = null;
    if (open != null) {
      open.close();
    }
    if (frame != null) {
      frame.close();
      frame = null;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
