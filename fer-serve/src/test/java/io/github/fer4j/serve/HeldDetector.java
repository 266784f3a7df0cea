package io.github.fer4j.serve;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.picture.Picture;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Takes as long as the test wants, and finds the whole picture. */
final class HeldDetector implements FaceDetector {
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  void awaitOne() throws InterruptedException {
    started.await();
  }

  void release() {
    released.countDown();
  }

  @Override
  public List<Detection> detect(Picture picture) {
    started.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("The test ended early", e);
    }
    return List.of(Detection.of(new BoundingBox(0, 0, picture.width(), picture.height())));
  }
}
