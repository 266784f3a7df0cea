package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.Landmarks;
import io.github.fer4j.infer.internal.natives.OpenCv;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class QuarterTurnTest {
  /** One bright pixel, found in the turned picture, lies where it was after turning back. */
  @ParameterizedTest
  @EnumSource(QuarterTurn.class)
  void turningBackLeadsToTheSamePixel(QuarterTurn turn) {
    OpenCv.load();
    Mat picture = Mat.zeros(30, 50, CvType.CV_8U);
    picture.put(7, 41, 255);
    Mat turned = turn.turned(picture);
    Core.MinMaxLocResult bright = Core.minMaxLoc(turned);
    Landmarks.Point middle = new Landmarks.Point(bright.maxLoc.x + 0.5, bright.maxLoc.y + 0.5);
    YuNetFace found =
        new YuNetFace(
            bright.maxLoc.x,
            bright.maxLoc.y,
            1,
            1,
            Landmarks.of(Collections.nCopies(5, middle)),
            0.9);

    YuNetFace back = turn.back(found, 50, 30);

    assertThat(back)
        .isEqualTo(
            new YuNetFace(
                41,
                7,
                1,
                1,
                Landmarks.of(Collections.nCopies(5, new Landmarks.Point(41.5, 7.5))),
                0.9));
    picture.release();
    turned.release();
  }
}
