package io.github.fer4j.infer.detect;

import io.github.fer4j.infer.internal.natives.OpenCv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.opencv.objdetect.CascadeClassifier;

/** The trained cascades of OpenCV that this library carries; both see faces from the front. */
public enum Cascade {
  /**
   * Haar-like features (P. Viola, M. Jones, "Rapid object detection using a boosted cascade of
   * simple features", CVPR 2001), trained by R. Lienhart: the one that the seed project uses.
   */
  HAAR("haarcascade_frontalface_default.xml"),

  /**
   * Local binary patterns (S. Liao et al., "Learning multi-scale block local binary patterns for
   * face recognition", ICB 2007), trained by S. Puttemans et al.: the fast one.
   */
  LBP("lbpcascade_frontalface_improved.xml");

  private final String resource;

  Cascade(String resource) {
    this.resource = resource;
  }

  // OpenCV reads a cascade from a file only.
  CascadeClassifier open() {
    OpenCv.load();
    try {
      Path file = Files.createTempFile("fer4j-", ".xml");
      try (InputStream in = Cascade.class.getResourceAsStream(resource)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return loaded(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary file for the face cascade " + resource, e);
    }
  }

  private CascadeClassifier loaded(Path file) {
    CascadeClassifier classifier = new CascadeClassifier(file.toString());
    if (classifier.empty()) {
      throw new IllegalStateException("OpenCV cannot load its face cascade " + resource);
    }
    return classifier;
  }
}
