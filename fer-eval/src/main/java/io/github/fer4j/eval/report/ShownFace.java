package io.github.fer4j.eval.report;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.Explanation;
import java.util.Optional;

/**
 * A face that a report shows.
 *
 * @param image as the model saw it
 * @param explanation what spoke for the class that the model chose, where that is known
 */
public record ShownFace(FaceImage image, Optional<Explanation> explanation) {}
