package io.github.fer4j.train;

import io.github.fer4j.eval.report.EpochRecord;
import java.util.Optional;

/**
 * What a training came to.
 *
 * @param finished whether the run is at its end; false where it was stopped before
 * @param best the epoch that the monitor of the settings chose, of a final run the last; empty
 *     where none has ended yet
 */
public record TrainingResult(boolean finished, Optional<EpochRecord> best) {}
