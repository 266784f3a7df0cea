package io.github.fer4j.infer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.internal.natives.OpenCv;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

class JpegScansTest {
  private static final PictureReader READER = new PictureReader(PictureLimits.DEFAULT);

  enum Kind {
    BASELINE,
    GRAY,
    OPTIMIZED(Imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1),
    PROGRESSIVE(Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
    RESTARTS(Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3),
    FULL_COLOR(Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444),
    ODD_COLOR(Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_440);

    private final int[] options;

    Kind(int... options) {
      this.options = options;
    }

    byte[] encoded() {
      OpenCv.load();
      BufferedImage image = Portrait.background(203, 157);
      Portrait.draw(image, 100, 80, 70);
      MatOfByte encoded = new MatOfByte();
      MatOfInt chosen = new MatOfInt(options);
      try (Picture picture = Picture.of(image)) {
        Imgcodecs.imencode(
            ".jpg", this == GRAY ? picture.gray() : picture.pixels(), encoded, chosen);
        return encoded.toArray();
      } finally {
        encoded.release();
        chosen.release();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void wholePicturesPass(Kind kind) {
    byte[] jpeg = kind.encoded();
    assertThatCode(() -> READER.decode(jpeg, "whole.jpg").close()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPictureCutOffBeforeAnEndMarkerIsDamaged(Kind kind) {
    byte[] jpeg = kind.encoded();
    int scan = startOfScan(jpeg) + 20;
    // The last scans of a progressive picture refine what is there.
    int end = kind == Kind.PROGRESSIVE ? scan + (jpeg.length - scan) / 4 : jpeg.length - 20;
    for (int length = scan; length < end; length += (end - scan) / 12) {
      byte[] cut = Arrays.copyOf(jpeg, length + 2);
      cut[length] = (byte) 0xFF;
      cut[length + 1] = (byte) 0xD9;
      assertThatThrownBy(() -> READER.decode(cut, "cut.jpg").close())
          .as(kind + " cut at " + length + " of " + jpeg.length)
          .isInstanceOf(MalformedPictureException.class)
          .hasMessageStartingWith("cut.jpg, byte ")
          .hasMessageContaining(": copy or save it again.");
    }
  }

  @Test
  void aScanWhoseEndIsMissingIsToldByHowMuchIsThere() {
    byte[] jpeg = Kind.BASELINE.encoded();
    byte[] half = Arrays.copyOf(jpeg, (startOfScan(jpeg) + jpeg.length) / 2);
    half[half.length - 2] = (byte) 0xFF;
    half[half.length - 1] = (byte) 0xD9;
    assertThatThrownBy(() -> READER.decode(half, "half.jpg").close())
        .hasMessageContaining("expected the codes of all pixels, found those of ");
  }

  @Test
  void zeroedBytesInTheMiddleAreNoticedMostly() {
    byte[] jpeg = Kind.RESTARTS.encoded();
    int noticed = 0;
    for (int at = startOfScan(jpeg) + 20; at + 40 < jpeg.length; at += jpeg.length / 20) {
      byte[] damaged = jpeg.clone();
      Arrays.fill(damaged, at, at + 40, (byte) 0);
      try {
        READER.decode(damaged, "damaged.jpg").close();
      } catch (MalformedPictureException e) {
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThan(10);
  }

  @Test
  void moreScansThanAnEncoderWritesAreRefused() {
    byte[] jpeg = Kind.PROGRESSIVE.encoded();
    int scan = startOfScan(jpeg);
    int next = scan + 2;
    while (jpeg[next] != (byte) 0xFF || jpeg[next + 1] == 0) {
      next++;
    }
    int length = next - scan;
    byte[] many = Arrays.copyOf(jpeg, jpeg.length + 200 * length);
    for (int i = 0; i < 200; i++) {
      System.arraycopy(jpeg, scan, many, next + i * length, length);
    }
    System.arraycopy(jpeg, next, many, next + 200 * length, jpeg.length - next);
    assertThatThrownBy(() -> READER.decode(many, "many.jpg").close())
        .hasMessageContaining("at most 100 scans");
  }

  private static int startOfScan(byte[] jpeg) {
    for (int at = 0; at < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xDA) {
        return at;
      }
    }
    throw new IllegalStateException("no scan");
  }
}
