package io.github.fer4j.cli.video;

import io.github.fer4j.infer.picture.Picture;
import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.Toolkit;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.swing.ImageIcon;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** {@code --show}: a window with the live picture; q or its close button ends the run. */
final class VideoWindow implements AutoCloseable {
  private static final String HEADLESS = "java.awt.headless";
  private static final double SHARE_OF_SCREEN = 0.9;

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long start = System.nanoTime();
  private final JFrame window;
  private final JLabel label = new JLabel();
  private final Dimension largest;
  private volatile boolean ended;
  private volatile boolean painting;

  private VideoWindow(String title) {
    window = new JFrame(title);
    Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
    largest =
        new Dimension(
            (int) (screen.width * SHARE_OF_SCREEN), (int) (screen.height * SHARE_OF_SCREEN));
    window.add(label);
    window.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    window.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            ended = true;
          }
        });
    window.addKeyListener(
        new KeyAdapter() {
          @Override
          public void keyTyped(KeyEvent event) {
            ended |= event.getKeyChar() == 'q' || event.getKeyChar() == 'Q';
          }
        });
  }

  /**
   * Opens the window.
   *
   * @throws IOException if there is no display
   */
  static VideoWindow open(String title) throws IOException {
    // The launcher starts Java without windows; nothing of them was used so far.
    System.setProperty(HEADLESS, "false");
    try {
      if (!GraphicsEnvironment.isHeadless()) {
        GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
        return new VideoWindow(title + " (q ends)");
      }
    } catch (AWTError | UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw noDisplay(e);
    }
    throw noDisplay(null);
  }

  private static IOException noDisplay(Throwable cause) {
    return new IOException(
        "--show needs a display, and there is none. Leave it out, or write the video with"
            + " --annotate FILE.",
        cause);
  }

  /** Whether the user wants to end. */
  boolean ended() {
    return ended;
  }

  /**
   * Shows a picture when its time has come; one that comes while the last is still being painted is
   * passed over.
   *
   * @param seconds time of the video
   */
  void show(Picture picture, double seconds) {
    awaitTime(seconds);
    if (painting) {
      return;
    }
    painting = true;
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    picture.pixels().get(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    SwingUtilities.invokeLater(() -> paint(image));
  }

  // Files may be read faster than they play.
  private void awaitTime(double seconds) {
    long ahead = start + (long) (seconds * NANOS_PER_SECOND) - System.nanoTime();
    if (ahead > 0 && !ended) {
      LockSupport.parkNanos(Math.min(ahead, NANOS_PER_SECOND));
    }
  }

  private void paint(BufferedImage image) {
    try {
      label.setIcon(new ImageIcon(fitted(image)));
      if (!window.isVisible()) {
        window.pack();
        window.setLocationRelativeTo(null);
        window.setVisible(true);
      }
    } finally {
      painting = false;
    }
  }

  private Image fitted(BufferedImage image) {
    double scale =
        Math.min(largest.getWidth() / image.getWidth(), largest.getHeight() / image.getHeight());
    return scale >= 1
        ? image
        : image.getScaledInstance(
            (int) (image.getWidth() * scale), (int) (image.getHeight() * scale), Image.SCALE_FAST);
  }

  @Override
  public void close() {
    SwingUtilities.invokeLater(window::dispose);
  }
}
