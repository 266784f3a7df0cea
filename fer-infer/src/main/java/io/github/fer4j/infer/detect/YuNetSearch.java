package io.github.fer4j.infer.detect;

import io.github.fer4j.core.Landmarks;
import io.github.fer4j.infer.picture.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * One search of an upright picture: at a coarse size for large faces, at a finer one, in tiles, for
 * small ones; then each doubtful find alone, at the size at which the network sees best.
 */
final class YuNetSearch {
  // The network was trained on faces of 10 to 300 pixels; from 24 on it is sure of real ones.
  private static final int SURE_SIZE = 24;
  private static final int COARSE_SIDE = 640;
  private static final int TILE_SIDE = 1280;
  private static final double FINER = 1.2;

  // A find of this score needs no second look; one below the other gets none.
  private static final double SURE_SCORE = 0.8;
  private static final double DOUBTFUL_SCORE = 0.15;
  private static final int CLOSE_UP_SIDE = 224;
  private static final int CLOSE_UP_FACE = 150;

  private final YuNetNetwork network;
  private final YuNetSettings settings;
  private final Picture picture;
  private final double leastFirstScore;

  YuNetSearch(YuNetNetwork network, YuNetSettings settings, Picture picture) {
    this.network = network;
    this.settings = settings;
    this.picture = picture;
    // A second look gives 1 at best, and the mean of both counts.
    this.leastFirstScore = Math.max(DOUBTFUL_SCORE, 2 * settings.minScore() - 1);
  }

  /** The faces, in pixels of the picture. */
  List<YuNetFace> faces() {
    List<YuNetFace> faces = confirmed(coarse(COARSE_SIDE), fine());
    // A face that fills the picture is too large for the network at this size.
    return faces.isEmpty() ? confirmed(coarse(COARSE_SIDE / 2), List.of()) : faces;
  }

  private List<YuNetFace> confirmed(List<YuNetFace> first, List<YuNetFace> second) {
    List<YuNetFace> all = new ArrayList<>(first);
    all.addAll(second);
    return YuNetFace.best(all).stream()
        .filter(this::hasPossibleSize)
        .map(this::withSecondLook)
        .filter(face -> face.score() >= settings.minScore())
        .toList();
  }

  private boolean hasPossibleSize(YuNetFace face) {
    double longer = Math.max(face.width(), face.height());
    return longer >= settings.minFace()
        && longer <= 2.0 * longestSide()
        && face.detection(picture.width(), picture.height()).isPresent();
  }

  private int longestSide() {
    return Math.max(picture.width(), picture.height());
  }

  private double scale(int side) {
    return Math.min(1, (double) Math.min(side, settings.maxSize()) / longestSide());
  }

  private List<YuNetFace> coarse(int side) {
    Mat reduced = reduced(picture.pixels(), scale(side));
    try {
      return inPicture(network.faces(reduced, leastFirstScore), reduced, new Rect());
    } finally {
      reduced.release();
    }
  }

  private List<YuNetFace> fine() {
    double scale = Math.min(scale(settings.maxSize()), (double) SURE_SIZE / settings.minFace());
    if (scale < FINER * scale(COARSE_SIDE)) {
      return List.of();
    }
    Mat reduced = reduced(picture.pixels(), scale);
    try {
      return inTiles(reduced, (int) (SURE_SIZE * scale / scale(COARSE_SIDE)));
    } finally {
      reduced.release();
    }
  }

  // Faces that are larger than the overlap are found at the coarse size.
  private List<YuNetFace> inTiles(Mat reduced, int overlap) {
    List<YuNetFace> found = new ArrayList<>();
    int shared = Math.min(overlap, TILE_SIDE / 2);
    for (Rect tile : Tiles.of(reduced.cols(), reduced.rows(), TILE_SIDE, shared)) {
      Mat part = reduced.submat(tile);
      found.addAll(inPicture(network.faces(part, leastFirstScore), reduced, tile));
      part.release();
    }
    return found;
  }

  private List<YuNetFace> inPicture(List<YuNetFace> faces, Mat reduced, Rect part) {
    double x = (double) picture.width() / reduced.cols();
    double y = (double) picture.height() / reduced.rows();
    return faces.stream().map(face -> face.mapped(x, y, part.x * x, part.y * y)).toList();
  }

  private static Mat reduced(Mat pixels, double scale) {
    Mat reduced = new Mat();
    double width = Math.max(1, Math.round(pixels.cols() * scale));
    double height = Math.max(1, Math.round(pixels.rows() * scale));
    Imgproc.resize(pixels, reduced, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    if (reduced.channels() == 1) {
      Imgproc.cvtColor(reduced, reduced, Imgproc.COLOR_GRAY2BGR);
    }
    return reduced;
  }

  /** The face with the mean of both scores and its points, if it needs a second look. */
  private YuNetFace withSecondLook(YuNetFace face) {
    boolean tilted = FaceAlignment.isTilted(face.landmarks());
    if (face.score() >= SURE_SCORE && !tilted) {
      return face;
    }
    TurnedSquare aligned = FaceAlignment.square(face.landmarks());
    double side = tilted ? aligned.side() : Math.max(face.width(), face.height());
    TurnedSquare square =
        new TurnedSquare(
            face.x() + face.width() / 2,
            face.y() + face.height() / 2,
            side * CLOSE_UP_SIDE / CLOSE_UP_FACE,
            tilted ? aligned.angle() : 0);
    Optional<YuNetFace> again =
        closeUp(square).stream()
            .filter(YuNetSearch::isInTheMiddle)
            .max(Comparator.comparingDouble(YuNetFace::score));
    if (again.isEmpty()) {
      return face.withScore(face.score() >= SURE_SCORE ? face.score() : face.score() / 2);
    }
    YuNetFace close = again.get();
    Landmarks points =
        Landmarks.of(
            close.landmarks().points().stream()
                .map(point -> square.inPicture(point.x(), point.y(), CLOSE_UP_SIDE))
                .toList());
    double mean = (face.score() + close.score()) / 2;
    return face.withLandmarks(tilted || close.score() > face.score() ? points : face.landmarks())
        .withScore(face.score() >= SURE_SCORE ? face.score() : mean);
  }

  private static boolean isInTheMiddle(YuNetFace close) {
    double right = close.x() + close.width() / 2 - CLOSE_UP_SIDE / 2.0;
    double down = close.y() + close.height() / 2 - CLOSE_UP_SIDE / 2.0;
    return Math.max(Math.abs(right), Math.abs(down)) < CLOSE_UP_FACE / 3.0;
  }

  private List<YuNetFace> closeUp(TurnedSquare square) {
    Mat cut = square.cut(picture.pixels(), CLOSE_UP_SIDE);
    try {
      if (cut.channels() == 1) {
        Imgproc.cvtColor(cut, cut, Imgproc.COLOR_GRAY2BGR);
      }
      return network.faces(cut, DOUBTFUL_SCORE);
    } finally {
      cut.release();
    }
  }
}
