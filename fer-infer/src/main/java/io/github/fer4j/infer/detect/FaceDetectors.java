package io.github.fer4j.infer.detect;

import io.github.fer4j.infer.model.MalformedModelException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The detectors that serve where none is asked for. */
public final class FaceDetectors {
  private static final Logger LOG = System.getLogger(FaceDetectors.class.getName());

  private FaceDetectors() {}

  /**
   * YuNet if its model is in the jar or in the user's cache, otherwise the Haar cascade, which
   * misses tilted and many other faces. Nothing is fetched.
   */
  public static FaceDetector forPictures() {
    return yuNetOr(CascadeSettings.forPictures(Cascade.HAAR));
  }

  /** As {@link #forPictures}, for the frames of a video. */
  public static FaceDetector forVideo() {
    return yuNetOr(CascadeSettings.forVideo(Cascade.HAAR));
  }

  private static FaceDetector yuNetOr(CascadeSettings fallback) {
    try {
      return YuNetFaceDetector.open();
    } catch (IOException | MalformedModelException e) {
      LOG.log(Level.DEBUG, "The Haar cascade finds the faces: {0}", e.getMessage());
      return new CascadeFaceDetector(fallback);
    }
  }
}
