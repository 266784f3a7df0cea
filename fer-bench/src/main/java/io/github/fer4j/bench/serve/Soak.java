package io.github.fer4j.bench.serve;

import io.github.fer4j.bench.predict.Figure;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import io.github.fer4j.infer.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's memory and open files over many requests. They are of small pictures, the
 * surroundings of a face: what is watched for is left behind by each request, however large.
 */
final class Soak {
  /** Longest side of its pictures, in pixels. */
  static final int SIDE = 128;

  private static final int WATCHES = 10;
  private static final double MEGABYTE = 1e6;

  private final ServerProcess server;
  private final LoopbackClient client;
  private final List<byte[]> pictures;

  /**
   * @param pictures files' contents
   */
  Soak(ServerProcess server, LoopbackClient client, List<byte[]> pictures) {
    this.server = server;
    this.client = client;
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Files of what surrounds the largest face of each picture; pictures without a face are left out.
   */
  static List<Path> around(EmotionPredictor predictor, List<Path> files, Path folder)
      throws IOException {
    List<Path> small = new ArrayList<>();
    for (Path file : files) {
      try (Picture picture = new PictureReader(PictureLimits.DEFAULT).read(file)) {
        List<FacePrediction> faces = predictor.predict(picture);
        if (!faces.isEmpty()) {
          Path part = folder.resolve("small-" + file.getFileName());
          try (Picture cut = picture.part(around(faces.get(0).box(), picture))) {
            PictureWriter.write(cut, part);
          }
          small.add(part);
        }
      }
    }
    return small;
  }

  private static BoundingBox around(BoundingBox face, Picture picture) {
    int x = start((face.x1() + face.x2() - SIDE) / 2, picture.width());
    int y = start((face.y1() + face.y2() - SIDE) / 2, picture.height());
    return new BoundingBox(
        x, y, Math.min(picture.width(), x + SIDE), Math.min(picture.height(), y + SIDE));
  }

  private static int start(int wanted, int size) {
    return Math.max(0, Math.min(wanted, size - SIDE));
  }

  /** After each tenth of so many requests. */
  List<Figure> run(int clients, int requests) throws IOException {
    List<Figure> figures = new ArrayList<>();
    int tenth = Math.max(1, requests / WATCHES);
    ProcessorMeter meter = new ProcessorMeter(server, client);
    long start = System.nanoTime();
    for (int done = tenth; done <= WATCHES * tenth; done += tenth) {
      client.predictAll(pictures, tenth, clients);
      String key = "soak_" + done;
      String label = "after " + done + " requests of small pictures, ";
      double resident = server.residentBytes() / MEGABYTE;
      figures.add(new Figure(key + "_resident_mb", label + "resident", resident, "MB"));
      figures.add(new Figure(key + "_open_files", label + "open files", server.openFiles(), ""));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.add(
        new Figure("soak_per_second", "requests of the soak", WATCHES * tenth / seconds, "/s"));
    figures.addAll(meter.figures("soak", SIDE + "x" + SIDE, WATCHES * tenth));
    return figures;
  }
}
