package io.github.fer4j.cli.video;

import io.github.fer4j.cli.Terminal;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackedFace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows on stderr how fast the run is and how many faces there are: in place, or by lines. */
final class VideoDisplay {
  private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LINES_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long lastShown = start;
  private long frames;
  private int mostFaces;

  VideoDisplay(PrintWriter err) {
    this.err = err;
  }

  void onFrame(Frame frame, List<TrackedFace> faces) {
    frames++;
    faces.forEach(face -> mostFaces = Math.max(mostFaces, face.number()));
    long now = System.nanoTime();
    if (now - lastShown >= (Terminal.isShown() ? TERMINAL_NANOS : LINES_NANOS)) {
      lastShown = now;
      show(frame, faces.size());
    }
  }

  private void show(Frame frame, int faces) {
    String line =
        String.format(
            Locale.ROOT,
            "frame %,d  %.1f s  %.1f frames/s  %d %s",
            frame.number(),
            frame.seconds(),
            framesPerSecond(),
            faces,
            faces == 1 ? "face" : "faces");
    if (Terminal.isShown()) {
      err.print(Terminal.CLEAR_LINE + line);
    } else {
      err.println(line);
    }
    err.flush();
  }

  private double framesPerSecond() {
    return frames / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
  }

  /** The last line. */
  void summarise(double seconds) {
    err.printf(
        Locale.ROOT,
        "%s%,d frames, %.1f s of video, %d %s, %.1f frames/s%n",
        Terminal.isShown() ? Terminal.CLEAR_LINE : "",
        frames,
        seconds,
        mostFaces,
        mostFaces == 1 ? "face" : "different faces",
        framesPerSecond());
    err.flush();
  }
}
