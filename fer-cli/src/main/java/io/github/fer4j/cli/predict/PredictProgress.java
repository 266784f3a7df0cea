package io.github.fer4j.cli.predict;

import io.github.fer4j.cli.Terminal;
import io.github.fer4j.infer.PictureResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Says on stderr what fails, how far the run is (on a terminal), and at the end what came of it.
 */
final class PredictProgress {
  private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(200);

  private final PrintWriter err;
  private final int total;
  private final long start = System.nanoTime();
  private long lastShown = start;
  private int done;
  private int faces;
  private int without;
  private int failures;

  PredictProgress(PrintWriter err, int total) {
    this.err = err;
    this.total = total;
  }

  void predicted(PictureResult.Predicted picture) {
    done++;
    faces += picture.faces().size();
    without += picture.faces().isEmpty() ? 1 : 0;
    show();
  }

  /** Names the failure, whose message is one line for the user. */
  void failed(String message) {
    done++;
    failures++;
    err.println((Terminal.isShown() ? Terminal.CLEAR_LINE : "") + "fer: " + message);
    err.flush();
  }

  private void show() {
    long now = System.nanoTime();
    if (Terminal.isShown() && total > 1 && now - lastShown > NANOS_BETWEEN) {
      lastShown = now;
      err.printf(
          Locale.ROOT,
          "%s%,d of %,d pictures  %.0f/s  %,d faces",
          Terminal.CLEAR_LINE,
          done,
          total,
          perSecond(),
          faces);
      err.flush();
    }
  }

  private double perSecond() {
    return done / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
  }

  /** The last line, for more than one picture and wherever something failed. */
  void summarise() {
    if (total > 1 || failures > 0) {
      err.printf(
          Locale.ROOT,
          "%s%,d %s: %,d %s, %,d without a face, %,d failed (%.1f pictures/s)%n",
          Terminal.isShown() ? Terminal.CLEAR_LINE : "",
          done,
          done == 1 ? "picture" : "pictures",
          faces,
          faces == 1 ? "face" : "faces",
          without,
          failures,
          perSecond());
      err.flush();
    }
  }

  boolean allWell() {
    return failures == 0;
  }
}
