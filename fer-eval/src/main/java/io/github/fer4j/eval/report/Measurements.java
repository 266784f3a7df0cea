package io.github.fer4j.eval.report;

import io.github.fer4j.eval.ScoredExamples;
import java.util.List;
import java.util.Set;

/**
 * What was measured, from which a {@link Report} is made.
 *
 * @param subject what was evaluated
 * @param scores of the evaluated split over emotions
 * @param augmented scores of the same faces with test-time augmentation
 * @param readings every reading of the model against every truth there is
 * @param leakedRows rows of the evaluated split that are also in Training
 * @param publicTest scores of PublicTest, to choose temperature and threshold on; absent where it
 *     has no faces or the model was trained on them
 * @param training course of the training
 * @param robustness under worse pictures
 * @param speed of predictions
 */
public record Measurements(
    Subject subject,
    ScoredExamples scores,
    Section<ScoredExamples> augmented,
    Section<List<ReadingScores>> readings,
    Section<Set<Integer>> leakedRows,
    Section<ScoredExamples> publicTest,
    Section<TrainingCurves> training,
    Section<Robustness> robustness,
    Section<Speed> speed) {}
