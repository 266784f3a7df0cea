package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faces of a CSV in FER2013's format that may lack labels, such as Kaggle's test.csv. */
public final class CsvFaces {
  private CsvFaces() {}

  /**
   * All faces in the order of the rows; about 2.4 kB each.
   *
   * @param file a CSV with the column {@code pixels}, plain, as gzip or alone in a zip
   * @throws IOException if it cannot be read
   * @throws MalformedDataException if it is something else, has no row, or a row is bad
   */
  public static List<FaceImage> read(Path file) throws IOException {
    List<FaceImage> faces = new ArrayList<>();
    try (FerRows rows = FerRows.openFaces(CsvSource.ofFile(file))) {
      Optional<FaceImage> face = rows.nextFace();
      while (face.isPresent()) {
        faces.add(face.get());
        face = rows.nextFace();
      }
    }
    if (faces.isEmpty()) {
      throw MalformedDataException.inFile(
          file.toString(), "", "rows under the header", "a header only", "Give faces to predict.");
    }
    return faces;
  }
}
