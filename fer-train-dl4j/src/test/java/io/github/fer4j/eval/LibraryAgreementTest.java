package io.github.fer4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.EvaluationAveraging;
import org.nd4j.evaluation.classification.EvaluationCalibration;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.evaluation.curves.ReliabilityDiagram;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Figures against those of ND4J's evaluation classes, on made-up scores. */
class LibraryAgreementTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final ScoredExamples SCORES = SyntheticScores.of(500, 1.2, 7);
  private static final MetricSums TALLY = MetricSums.of(SCORES);
  private static INDArray truths;
  private static INDArray probabilities;

  @BeforeAll
  static void asArrays() {
    float[][] oneHot = new float[SCORES.size()][ClassSet.FIVE.size()];
    float[][] values = new float[SCORES.size()][ClassSet.FIVE.size()];
    for (int i = 0; i < SCORES.size(); i++) {
      oneHot[i][SCORES.truth(i)] = 1;
      for (int c = 0; c < ClassSet.FIVE.size(); c++) {
        values[i][c] = (float) SCORES.probability(i, c);
      }
    }
    truths = Nd4j.create(oneHot);
    probabilities = Nd4j.create(values);
  }

  @Test
  void decisionsAgree() {
    var library = new org.nd4j.evaluation.classification.Evaluation(ClassSet.FIVE.size());
    library.eval(truths, probabilities);
    assertThat(value(Metric.ACCURACY)).isCloseTo(library.accuracy(), CLOSE);
    assertThat(value(Metric.BALANCED_ACCURACY))
        .isCloseTo(library.recall(EvaluationAveraging.Macro), CLOSE);
    assertThat(value(Metric.MACRO_F1)).isCloseTo(library.f1(EvaluationAveraging.Macro), CLOSE);
    for (int c = 0; c < ClassSet.FIVE.size(); c++) {
      ClassMetrics row = TALLY.matrix().perClass().get(c);
      assertThat(row.precision().orElseThrow()).isCloseTo(library.precision(c), CLOSE);
      assertThat(row.recall().orElseThrow()).isCloseTo(library.recall(c), CLOSE);
      assertThat(row.f1().orElseThrow()).isCloseTo(library.f1(c), CLOSE);
    }
  }

  @Test
  void areasUnderTheCurvesAgree() {
    ROCMultiClass library = new ROCMultiClass();
    library.eval(truths, probabilities);
    for (int c = 0; c < ClassSet.FIVE.size(); c++) {
      assertThat(RocCurve.of(SCORES, c).orElseThrow().area())
          .isCloseTo(library.calculateAUC(c), CLOSE);
      // The library takes trapezoids where average precision takes steps.
      assertThat(PrecisionRecallCurve.of(SCORES, c).orElseThrow().averagePrecision())
          .isCloseTo(library.calculateAUCPR(c), within(0.01));
    }
  }

  /** The library knows reliability by class; being right is the second of two classes here. */
  @Test
  void reliabilityAgrees() {
    double[][] right = new double[SCORES.size()][2];
    double[][] confidence = new double[SCORES.size()][2];
    for (int i = 0; i < SCORES.size(); i++) {
      right[i][SCORES.correct(i) ? 1 : 0] = 1;
      confidence[i][1] = SCORES.confidence(i);
      confidence[i][0] = 1 - confidence[i][1];
    }
    EvaluationCalibration library = new EvaluationCalibration(Reliability.BINS, Reliability.BINS);
    library.eval(Nd4j.create(right), Nd4j.create(confidence));
    ReliabilityDiagram diagram = library.getReliabilityDiagram(1);
    Reliability ours = Reliability.of(SCORES);
    List<Reliability.Bin> filled =
        ours.bins().stream().filter(bin -> bin.accuracy().isPresent()).toList();
    assertThat(diagram.getMeanPredictedValueX()).hasSize(filled.size());
    for (int b = 0; b < filled.size(); b++) {
      assertThat(filled.get(b).confidence().getAsDouble())
          .isCloseTo(diagram.getMeanPredictedValueX()[b], CLOSE);
      assertThat(filled.get(b).accuracy().getAsDouble())
          .isCloseTo(diagram.getFractionPositivesY()[b], CLOSE);
    }
  }

  private static double value(Metric metric) {
    return metric.of(TALLY).orElseThrow();
  }
}
