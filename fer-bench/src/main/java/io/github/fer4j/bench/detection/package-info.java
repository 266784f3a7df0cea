/**
 * How well predictions hold from the data set's frames to real pictures.
 *
 * <p>FER2013's faces are cut already. Here they are pasted into larger pictures ({@link
 * io.github.fer4j.bench.detection.SceneComposer}), where a detector must find them again: {@link
 * io.github.fer4j.bench.detection.DetectionStudy} counts what it misses and what it makes up, and
 * works out which {@link io.github.fer4j.infer.detect.FaceCrop} leads from its boxes back to
 * FER2013's frames; {@link io.github.fer4j.bench.detection.AgreementStudy} compares the predictions
 * of found faces with those of the faces themselves.
 */
@NullMarked
package io.github.fer4j.bench.detection;

import org.jspecify.annotations.NullMarked;
