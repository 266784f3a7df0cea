package io.github.fer4j.infer.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.Landmarks;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What YuNet says of a picture. For each cell of three grids, with cells of 8, 16 and 32 pixels, it
 * gives a class score, an objectness, and a box and five points relative to the cell.
 */
final class YuNetOutputs {
  /** The sides of the cells. The sides of the network's input are multiples of the largest. */
  static final List<Integer> STRIDES = List.of(8, 16, 32);

  private static final int BOX = 4;
  private static final int POINTS = 10;

  private final int stride;
  private final int columns;
  private final float[] classes;
  private final float[] objects;
  private final float[] boxes;
  private final float[] points;

  private YuNetOutputs(OrtSession.Result result, int stride, int columns) {
    this.stride = stride;
    this.columns = columns;
    this.classes = values(result, "cls_" + stride);
    this.objects = values(result, "obj_" + stride);
    this.boxes = values(result, "bbox_" + stride);
    this.points = values(result, "kps_" + stride);
  }

  /**
   * The finds in pixels of the network's input, several for one face.
   *
   * @param width of the network's input
   * @param least score: the geometric mean of class score and objectness
   */
  static List<YuNetFace> faces(OrtSession.Result result, int width, double least) {
    List<YuNetFace> found = new ArrayList<>();
    for (int stride : STRIDES) {
      new YuNetOutputs(result, stride, width / stride).collect(found, least);
    }
    return found;
  }

  private static float[] values(OrtSession.Result result, String output) {
    FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private void collect(List<YuNetFace> found, double least) {
    for (int cell = 0; cell < classes.length; cell++) {
      double score = Math.sqrt(clamped(classes[cell]) * clamped(objects[cell]));
      if (score >= least && isFinite(boxes, cell, BOX) && isFinite(points, cell, POINTS)) {
        found.add(face(cell, score));
      }
    }
  }

  private static double clamped(float value) {
    return Math.max(0, Math.min(value, 1));
  }

  // A box of a size that no float holds is none either.
  private static boolean isFinite(float[] values, int cell, int count) {
    for (int i = cell * count; i < (cell + 1) * count; i++) {
      if (!Float.isFinite((float) Math.exp(Math.abs(values[i])))) {
        return false;
      }
    }
    return true;
  }

  private YuNetFace face(int cell, double score) {
    double column = cell % columns;
    double row = cell / columns;
    double width = Math.exp(boxes[cell * BOX + 2]) * stride;
    double height = Math.exp(boxes[cell * BOX + 3]) * stride;
    double x = (column + boxes[cell * BOX]) * stride - width / 2;
    double y = (row + boxes[cell * BOX + 1]) * stride - height / 2;
    List<Landmarks.Point> five = new ArrayList<>();
    for (int at = cell * POINTS; at < (cell + 1) * POINTS; at += 2) {
      five.add(
          new Landmarks.Point((column + points[at]) * stride, (row + points[at + 1]) * stride));
    }
    return new YuNetFace(x, y, width, height, Landmarks.of(five), score);
  }
}
