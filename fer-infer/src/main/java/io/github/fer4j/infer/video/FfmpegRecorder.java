package io.github.fer4j.infer.video;

import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.opencv.core.Mat;

/** Encodes frames by FFmpeg. It is apart from what can be loaded where FFmpeg is absent. */
final class FfmpegRecorder implements AutoCloseable {
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
  }

  private final FFmpegFrameRecorder recorder;
  private final Frame frame;

  private FfmpegRecorder(FFmpegFrameRecorder recorder, Frame frame) {
    this.recorder = recorder;
    this.frame = frame;
  }

  /**
   * Starts a video of the size of its first frame.
   *
   * @param name of the video, for messages
   * @param file where it is written
   * @param ending one of {@link AnnotatedVideo}'s
   * @throws IOException if FFmpeg cannot write it
   */
  static FfmpegRecorder start(
      String name, Path file, String ending, double framesPerSecond, Picture first)
      throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    Container container = Container.valueOf(ending.toUpperCase(Locale.ROOT));
    int width = Math.max(2, first.width() / 2 * 2);
    int height = Math.max(2, first.height() / 2 * 2);
    FFmpegFrameRecorder recorder = new FFmpegFrameRecorder("file:" + file, width, height);
    recorder.setFormat(container.format);
    recorder.setVideoCodec(container.codec);
    recorder.setPixelFormat(container.pixelFormat);
    recorder.setFrameRate(framesPerSecond);
    recorder.setVideoBitrate((int) (width * height * framesPerSecond * BITS_PER_PIXEL));
    recorder.setMetadata("comment", AnnotatedVideo.MARK);
    try {
      recorder.start();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(name + ": FFmpeg cannot write this video: " + e.getMessage(), e);
    }
    return new FfmpegRecorder(recorder, new Frame(width, height, Frame.DEPTH_UBYTE, 3));
  }

  void add(Picture picture, double seconds) throws IOException {
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

  @Override
  public void close() throws IOException {
    try {
      recorder.close();
    } finally {
      frame.close();
    }
  }
}
