package io.github.fer4j.infer.video;

/** Whether FFmpeg is on the class path. */
final class Ffmpeg {
  private static final String GRABBER = "org.bytedeco.javacv.FFmpegFrameGrabber";
  private static final String LIBRARY = "org.bytedeco.ffmpeg.global.avformat";
  private static final String ADVICE =
      "Put org.bytedeco:javacv, :javacpp and :ffmpeg on the class path (with the natives of your"
          + " platform).";

  private Ffmpeg() {}

  static boolean isPresent() {
    return has(GRABBER) && has(LIBRARY);
  }

  /**
   * @throws MalformedVideoException if FFmpeg is absent, without which this video cannot be read
   */
  static void requireToRead(String resource) {
    if (!isPresent()) {
      throw new MalformedVideoException(
          resource, "a video that OpenCV decodes alone", "one that needs FFmpeg", ADVICE);
    }
  }

  /**
   * @throws IllegalStateException if FFmpeg is absent, without which no video can be written
   */
  static void requireToWrite(String resource) {
    if (!isPresent()) {
      throw new IllegalStateException(
          resource + ": writing a video needs FFmpeg, which is not available. " + ADVICE);
    }
  }

  private static boolean has(String name) {
    try {
      Class.forName(name, false, Ffmpeg.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
