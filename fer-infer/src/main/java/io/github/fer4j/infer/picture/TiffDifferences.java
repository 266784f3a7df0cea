package io.github.fer4j.infer.picture;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * Horizontal differencing of 16-bit samples (TIFF 6.0, section 14), which many programs write and
 * the JDK does not undo: it reads the differences as if they were samples, and they are added up
 * here.
 *
 * @param tileWidth after so many pixels a row begins anew; the picture's width where it has no
 *     tiles
 */
record TiffDifferences(int tileWidth) {
  private static final int SAMPLE = 0xFFFF;

  /** Replaces the differences by samples. */
  void addUp(BufferedImage image) {
    WritableRaster raster = image.getRaster();
    int bands = raster.getNumBands();
    int[] row = new int[raster.getWidth() * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int i = bands; i < row.length; i++) {
        boolean first = i / bands % tileWidth == 0;
        row[i] = first ? row[i] : row[i] + row[i - bands] & SAMPLE;
      }
      raster.setPixels(0, y, raster.getWidth(), 1, row);
    }
  }
}
