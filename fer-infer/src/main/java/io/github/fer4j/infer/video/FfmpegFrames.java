package io.github.fer4j.infer.video;

import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Frames of files and streams by FFmpeg, turned as the container says. */
final class FfmpegFrames implements FrameReader {
  private static final double MICROS = TimeUnit.SECONDS.toMicros(1);
  private static final int QUARTER = 90;
  private static final int FULL_TURN = 360;
  private static final String NETWORK_TIMEOUT_MICROS = "10000000";

  private static final String STREAM_PROTOCOLS =
      "http,https,tls,tcp,udp,rtp,rtsp,rtmp,rtmps,srt,crypto";
  private static final String PLAYLIST_PROTOCOLS = "file,http,https,tls,tcp,crypto";

  /** FFmpeg's names of the formats that hold a video themselves and open nothing else. */
  private static final String FORMATS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,flv,live_flv,"
          + "ogg,asf,mjpeg,gif,ivf,mxf,nut,rm,dv,rtsp";

  private static final Pattern ERROR_NUMBER = Pattern.compile("error (-\\d{1,10})");
  private static final String INVALID_ARGUMENT = "-22";
  private static final int LONGEST_REASON = 128;

  private final String name;
  private final FFmpegFrameGrabber grabber;
  private final NativeCalls calls;
  private final int clockwiseQuarters;
  private final Optional<StreamAddress> stream;
  private @Nullable Picture picture;
  private long number;
  private double firstSeconds = Double.NaN;

  private FfmpegFrames(
      String name, FFmpegFrameGrabber grabber, NativeCalls calls, Optional<StreamAddress> stream) {
    this.calls = calls;
    this.name = name;
    this.grabber = grabber;
    this.stream = stream;
    this.clockwiseQuarters = clockwiseQuarters(grabber.getDisplayRotation());
  }

  static FfmpegFrames ofFile(Path file, boolean playlists, BooleanSupplier stop)
      throws IOException {
    // With the protocol in front of it no name is taken for an address.
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber("file:" + file.toAbsolutePath());
    grabber.setOption("protocol_whitelist", playlists ? PLAYLIST_PROTOCOLS : "file");
    restrict(grabber, playlists);
    NativeCalls calls = new NativeCalls(file.toString(), stop);
    return opened(file.toString(), grabber, calls, Optional.empty(), playlists);
  }

  static FfmpegFrames ofStream(StreamAddress address, boolean playlists, BooleanSupplier stop)
      throws IOException {
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(address.text());
    grabber.setOption("timeout", NETWORK_TIMEOUT_MICROS);
    grabber.setOption("protocol_whitelist", STREAM_PROTOCOLS);
    restrict(grabber, playlists);
    NativeCalls calls = new NativeCalls(address.masked(), stop);
    return opened(address.masked(), grabber, calls, Optional.of(address), playlists);
  }

  private static void restrict(FFmpegFrameGrabber grabber, boolean playlists) {
    if (!playlists) {
      grabber.setOption("format_whitelist", FORMATS);
    }
  }

  private static FfmpegFrames opened(
      String name,
      FFmpegFrameGrabber grabber,
      NativeCalls calls,
      Optional<StreamAddress> stream,
      boolean playlists)
      throws IOException {
    OpenCv.load();
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
    try {
      start(grabber, calls);
    } catch (FrameGrabber.Exception e) {
      calls.end(() -> release(grabber));
      throw notOpened(name, stream, playlists, e);
    } catch (IOException e) {
      calls.end(() -> release(grabber));
      throw e;
    }
    if (!grabber.hasVideo() || grabber.getImageWidth() <= 0) {
      calls.end(() -> release(grabber));
      throw noVideo(name, "one without pictures");
    }
    return new FfmpegFrames(name, grabber, calls, stream);
  }

  private static void start(FFmpegFrameGrabber grabber, NativeCalls calls) throws IOException {
    calls.get(
        () -> {
          grabber.start();
          return grabber;
        });
  }

  // Without the cause, whose message has the address with the user's password.
  private static RuntimeException notOpened(
      String name, Optional<StreamAddress> stream, boolean playlists, FrameGrabber.Exception e)
      throws IOException {
    boolean refused = !playlists && errorNumber(e).equals(INVALID_ARGUMENT);
    if (refused) {
      throw new MalformedVideoException(
          name,
          "a format that holds the video itself",
          "another, such as a playlist or an image sequence, or no video",
          "Allow playlists if you trust it, since it may open other files and addresses.");
    }
    if (stream.isPresent()) {
      throw new IOException(
          name + ": the stream cannot be opened: " + stream.get().maskedIn(reason(e)));
    }
    throw noVideo(name, "a file that FFmpeg cannot open (" + reason(e) + ")");
  }

  private static String errorNumber(FrameGrabber.Exception failure) {
    Matcher number = ERROR_NUMBER.matcher(String.valueOf(failure.getMessage()));
    return number.find() ? number.group(1) : "";
  }

  // JavaCV gives the number of FFmpeg's error within a longer text.
  private static String reason(FrameGrabber.Exception failure) {
    String number = errorNumber(failure);
    byte[] text = new byte[LONGEST_REASON];
    if (number.isEmpty() || avutil.av_strerror(Integer.parseInt(number), text, text.length) < 0) {
      return String.valueOf(failure.getMessage());
    }
    return new String(text, StandardCharsets.UTF_8).trim();
  }

  private static MalformedVideoException noVideo(String name, String found) {
    return new MalformedVideoException(
        name, "a video", found, "See whether a video player shows it; copy or record it again.");
  }

  @Override
  public Optional<Frame> next() throws IOException {
    releasePicture();
    org.bytedeco.javacv.Frame frame = grab();
    if (frame == null || frame.image == null) {
      return Optional.empty();
    }
    double seconds = frame.timestamp / MICROS;
    if (Double.isNaN(firstSeconds)) {
      firstSeconds = seconds;
    }
    picture = upright(frame);
    return Optional.of(new Frame(number++, seconds - firstSeconds, picture));
  }

  // What is damaged in the middle of a file ends it; the caller sees that from the seconds.
  private org.bytedeco.javacv.@Nullable Frame grab() throws IOException {
    try {
      return calls.get(grabber::grabImage);
    } catch (InterruptedIOException e) {
      return null;
    } catch (FrameGrabber.Exception e) {
      if (stream.isEmpty()) {
        return null;
      }
      String reason = stream.get().maskedIn(String.valueOf(e.getMessage()));
      throw new IOException(name + ": the stream broke off: " + reason);
    }
  }

  private Picture upright(org.bytedeco.javacv.Frame frame) {
    ByteBuffer buffer = (ByteBuffer) frame.image[0];
    Mat shared =
        new Mat(frame.imageHeight, frame.imageWidth, CvType.CV_8UC3, buffer, frame.imageStride);
    Mat turned = new Mat();
    try {
      switch (clockwiseQuarters) {
        case 1 -> Core.rotate(shared, turned, Core.ROTATE_90_CLOCKWISE);
        case 2 -> Core.rotate(shared, turned, Core.ROTATE_180);
        case 3 -> Core.rotate(shared, turned, Core.ROTATE_90_COUNTERCLOCKWISE);
        default -> shared.copyTo(turned);
      }
      return Picture.of(turned);
    } finally {
      shared.release();
      turned.release();
    }
  }

  // FFmpeg's angle runs counter-clockwise, and 0 or no number stands for none.
  private static int clockwiseQuarters(double degrees) {
    return Double.isFinite(degrees)
        ? (int) Math.floorMod(Math.round(-degrees), (long) FULL_TURN) / QUARTER
        : 0;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double framesPerSecond() {
    double rate = grabber.getVideoFrameRate();
    return Double.isFinite(rate) ? Math.max(0, rate) : 0;
  }

  @Override
  public double declaredSeconds() {
    return stream.isEmpty() ? Math.max(0, grabber.getLengthInTime() / MICROS) : 0;
  }

  @Override
  public void close() {
    releasePicture();
    calls.end(() -> release(grabber));
  }

  private void releasePicture() {
    if (picture != null) {
      picture.close();
      picture = null;
    }
  }

  private static void release(FFmpegFrameGrabber grabber) {
    try {
      grabber.close();
    } catch (FrameGrabber.Exception e) {
      throw new IllegalStateException("FFmpeg cannot close: " + e.getMessage(), e);
    }
  }
}
