package io.github.fer4j.infer.detect;

import io.github.fer4j.infer.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Range;
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

  // YuNet misses a third of the faces that are tilted by 30 degrees, a few that are upright.
  private static final List<Double> TILTS = List.of(Math.toRadians(30), Math.toRadians(-30));

  private final YuNetNetwork network;
  private final YuNetSettings settings;
  private final Picture picture;
  private final YuNetSecondLook secondLook;
  private final double leastFirstScore;

  YuNetSearch(YuNetNetwork network, YuNetSettings settings, Picture picture) {
    this.network = network;
    this.settings = settings;
    this.picture = picture;
    this.secondLook = new YuNetSecondLook(network, picture.pixels());
    this.leastFirstScore = YuNetSecondLook.leastFirstScore(settings.minScore());
  }

  /** The faces, in pixels of the picture; tilted ones are looked for where no other is found. */
  List<YuNetFace> faces() {
    List<YuNetFace> faces = upright();
    return faces.isEmpty() ? confirmed(tilted(), List.of()) : faces;
  }

  /** The faces that are found in the picture as it lies, in its pixels. */
  List<YuNetFace> upright() {
    List<YuNetFace> faces = confirmed(coarse(COARSE_SIDE), fine());
    // A face that fills the picture is too large for the network at this size.
    return faces.isEmpty() ? confirmed(coarse(COARSE_SIDE / 2), List.of()) : faces;
  }

  private List<YuNetFace> confirmed(List<YuNetFace> first, List<YuNetFace> second) {
    List<YuNetFace> all = new ArrayList<>(first);
    all.addAll(second);
    List<YuNetFace> faces =
        YuNetFace.best(all).stream().filter(this::hasPossibleSize).map(secondLook::of).toList();
    return YuNetFace.sure(faces, settings.minScore());
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

  private List<YuNetFace> tilted() {
    Mat reduced = reduced(picture.pixels(), scale(COARSE_SIDE));
    try {
      return TILTS.stream().flatMap(angle -> tilted(reduced, angle).stream()).toList();
    } finally {
      reduced.release();
    }
  }

  private List<YuNetFace> tilted(Mat reduced, double angle) {
    TurnedSquare square = TurnedSquare.around(reduced, angle);
    int side = (int) Math.min(COARSE_SIDE, Math.ceil(square.side()));
    Mat turned = square.cut(reduced, side);
    try {
      List<YuNetFace> faces =
          network.faces(turned, leastFirstScore).stream()
              .map(face -> face.inPicture(square, side))
              .toList();
      return inPicture(faces, reduced, new Rect());
    } finally {
      turned.release();
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
    Mat reduced = scale == 1 ? new Mat(pixels, Range.all()) : new Mat();
    if (scale < 1) {
      double width = Math.max(1, Math.round(pixels.cols() * scale));
      double height = Math.max(1, Math.round(pixels.rows() * scale));
      Imgproc.resize(pixels, reduced, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    }
    if (reduced.channels() == 1) {
      Imgproc.cvtColor(reduced, reduced, Imgproc.COLOR_GRAY2BGR);
    }
    return reduced;
  }
}
