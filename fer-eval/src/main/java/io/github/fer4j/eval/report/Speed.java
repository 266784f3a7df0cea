package io.github.fer4j.eval.report;

import java.util.OptionalLong;

/**
 * What a prediction costs.
 *
 * @param parameters learnt numbers of the network; null where the card does not tell the network
 * @param multiplyAdds of one face; null likewise
 * @param modelBytes size of the model file
 * @param threads that computed
 * @param calls single faces that were timed
 * @param medianMillis of one face by itself
 * @param p95Millis time that 95 % of the calls stayed under
 * @param facesPerSecond in batches
 */
public record Speed(
    OptionalLong parameters,
    OptionalLong multiplyAdds,
    long modelBytes,
    int threads,
    int calls,
    double medianMillis,
    double p95Millis,
    double facesPerSecond) {}
