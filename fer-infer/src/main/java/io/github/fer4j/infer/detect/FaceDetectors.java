package io.github.fer4j.infer.detect;

import io.github.fer4j.infer.model.MalformedModelException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** The detectors that serve where none is asked for. */
public final class FaceDetectors {
  private static final Logger LOG = System.getLogger(FaceDetectors.class.getName());

  private FaceDetectors() {}

  /**
   * YuNet if its model is in the jar or in the user's cache, otherwise {@link
   * VerifiedCascadeDetector}, which misses more faces and is slower. Nothing is fetched.
   */
  public static FaceDetector forPictures() {
    return yuNetOr(VerifiedCascadeDetector::new);
  }

  /**
   * YuNet if its model is in the jar or in the user's cache, otherwise the Haar cascade, which
   * misses tilted and many other faces. Nothing is fetched.
   */
  public static FaceDetector forVideo() {
    return yuNetOr(() -> new CascadeFaceDetector(CascadeSettings.forVideo(Cascade.HAAR)));
  }

  private static FaceDetector yuNetOr(Supplier<FaceDetector> fallback) {
    try {
      return YuNetFaceDetector.open();
    } catch (IOException | MalformedModelException e) {
      LOG.log(Level.DEBUG, "Cascades find the faces: {0}", e.getMessage());
      return fallback.get();
    }
  }
}
