package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;

/**
 * A find of a detector.
 *
 * @param box where
 * @param score how sure the detector is; only to be compared with other finds in the same picture
 */
public record ScoredBox(BoundingBox box, double score) {}
