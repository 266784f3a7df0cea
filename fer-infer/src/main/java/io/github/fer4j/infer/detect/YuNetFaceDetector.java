package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.FaceDetectorYN;

/**
 * Finds faces by YuNet (W. Wu et al., "YuNet: A tiny millisecond-level face detector", Machine
 * Intelligence Research 20, 2023), whose model file the user gets from the OpenCV model zoo. It
 * sees turned and partly hidden faces, which cascades do not. Safe for use by several threads.
 */
public final class YuNetFaceDetector implements FaceDetector {
  private static final int LONGEST_SIDE = 640;
  private static final float LEAST_SCORE = 0.7f;
  private static final float OVERLAP = 0.3f;
  private static final int MOST_FACES = 5000;
  private static final int FIRST_LANDMARK = 4;
  private static final int SCORE_COLUMN = 14;

  private final FaceCrop framing;
  private final Pool<FaceDetectorYN> networks;

  private YuNetFaceDetector(byte[] model, FaceCrop framing) {
    this.framing = framing;
    this.networks = new Pool<>(() -> network(model));
  }

  /**
   * A detector by a model file, such as {@code face_detection_yunet_2023mar.onnx}.
   *
   * @throws IOException if the file is absent or cannot be read
   * @throws MalformedModelException if it is no YuNet model that OpenCV can use
   */
  public static YuNetFaceDetector open(Path model) throws IOException {
    OpenCv.load();
    YuNetFaceDetector detector = new YuNetFaceDetector(Files.readAllBytes(model), FaceCrop.YUNET);
    try (Picture black =
        Picture.of(Mat.zeros(LONGEST_SIDE / 2, LONGEST_SIDE / 2, CvType.CV_8UC3))) {
      detector.detect(black);
    } catch (CvException e) {
      throw new MalformedModelException(
          model.toString(),
          "",
          "a YuNet face detection model in ONNX",
          "a file that OpenCV's network reader refuses",
          "Take face_detection_yunet_2023mar.onnx from the OpenCV model zoo.");
    }
    return detector;
  }

  private static FaceDetectorYN network(byte[] model) {
    return FaceDetectorYN.create(
        "onnx",
        new MatOfByte(model),
        new MatOfByte(),
        new Size(LONGEST_SIDE, LONGEST_SIDE),
        LEAST_SCORE,
        OVERLAP,
        MOST_FACES);
  }

  @Override
  public FaceCrop framing() {
    return framing;
  }

  @Override
  public List<Detection> detect(Picture picture) {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
    Size size =
        new Size(
            Math.max(1, Math.round(picture.width() * scale)),
            Math.max(1, Math.round(picture.height() * scale)));
    Mat reduced = new Mat();
    Mat faces = new Mat();
    try (Pool<FaceDetectorYN>.Loan loan = networks.borrow()) {
      Imgproc.resize(picture.pixels(), reduced, size, 0, 0, Imgproc.INTER_AREA);
      if (picture.isGray()) {
        Imgproc.cvtColor(reduced, reduced, Imgproc.COLOR_GRAY2BGR);
      }
      loan.get().setInputSize(size);
      loan.get().detect(reduced, faces);
      return Overlaps.best(detections(faces, picture, size));
    } finally {
      reduced.release();
      faces.release();
    }
  }

  private static List<Detection> detections(Mat faces, Picture picture, Size reduced) {
    List<Detection> found = new ArrayList<>();
    float[] row = new float[SCORE_COLUMN + 1];
    for (int i = 0; i < faces.rows(); i++) {
      faces.get(i, 0, row);
      detection(row, picture, picture.width() / reduced.width, picture.height() / reduced.height)
          .ifPresent(found::add);
    }
    return found;
  }

  // A row is x, y, width, height, five landmarks and the score. What it says may be not finite, or
  // lie outside the picture.
  private static Optional<Detection> detection(float[] row, Picture picture, double x, double y) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        return Optional.empty();
      }
    }
    int left = (int) Math.round(row[0] * x);
    int top = (int) Math.round(row[1] * y);
    int right = left + (int) Math.round(row[2] * x);
    int bottom = top + (int) Math.round(row[3] * y);
    if (right <= left || bottom <= top) {
      return Optional.empty();
    }
    return new BoundingBox(left, top, right, bottom)
        .clippedTo(picture.width(), picture.height())
        .map(box -> new Detection(box, row[SCORE_COLUMN], Optional.of(landmarks(row, x, y))));
  }

  private static Landmarks landmarks(float[] row, double x, double y) {
    List<Landmarks.Point> points = new ArrayList<>();
    for (int at = FIRST_LANDMARK; at < SCORE_COLUMN; at += 2) {
      points.add(new Landmarks.Point(row[at] * x, row[at + 1] * y));
    }
    return Landmarks.of(points);
  }

  @Override
  public void close() {
    networks.close();
  }
}
