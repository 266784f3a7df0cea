package io.github.fer4j.infer.video;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames as a video by FFmpeg: H.264 in .mp4 and .mkv, VP8 in .webm, Motion-JPEG in .avi.
 * The file appears under its name when it is complete; closing without {@link #finish} leaves
 * nothing.
 */
public final class AnnotatedVideo implements AutoCloseable {
  private static final double USUAL_RATE = 25;
  private static final List<String> ENDINGS = List.of("mp4", "mkv", "webm", "avi");

  /** The comment in every video written here. */
  static final String MARK = "Written by fer4j";

  // Comments are at the start of .mkv, .webm and .avi, and in the index at the end of .mp4.
  private static final int MARK_REACH = 1 << 20;

  private final Path file;
  private final String ending;
  private final AtomicFile.Staged staged;
  private final double framesPerSecond;
  private @Nullable FfmpegRecorder recorder;
  private long lastTick = -1;

  /**
   * A video that starts with its first frame.
   *
   * @param file ends in .mp4, .mkv, .webm or .avi; replaced if it is there
   * @param framesPerSecond of the source, or 0 if it is not known
   * @throws IllegalArgumentException if the name ends in something else
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if a folder has its name
   * @throws IllegalStateException if FFmpeg is not available
   */
  public AnnotatedVideo(Path file, double framesPerSecond) throws IOException {
    this.file = file.toAbsolutePath();
    this.ending = ending(file);
    Ffmpeg.requireToWrite(file.toString());
    this.staged = AtomicFile.stage(this.file);
    this.framesPerSecond = framesPerSecond > 0 ? framesPerSecond : USUAL_RATE;
  }

  /**
   * Whether a file is a video that this class wrote, as a comment in it tells. Videos of earlier
   * revisions have none.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean wrote(Path file) throws IOException {
    try (RandomAccessFile video = new RandomAccessFile(file.toFile(), "r")) {
      byte[] part = new byte[(int) Math.min(video.length(), MARK_REACH)];
      video.readFully(part);
      if (hasMark(part)) {
        return true;
      }
      video.seek(video.length() - part.length);
      video.readFully(part);
      return hasMark(part);
    }
  }

  private static boolean hasMark(byte[] part) {
    return new String(part, StandardCharsets.ISO_8859_1).contains(MARK);
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream()
        .filter(ending -> name.endsWith("." + ending))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file
                        + ": a video is written to a name that ends in .mp4, .mkv, .webm or .avi"));
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
      recorder =
          FfmpegRecorder.start(file.toString(), staged.path(), ending, framesPerSecond, picture);
    }
    recorder.add(picture, seconds);
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
    staged.commit();
  }

  private void stop() throws IOException {
    FfmpegRecorder open = recorder;
    recorder = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      staged.close();
    }
  }
}
