/**
 * From photos and videos to expressions.
 *
 * <pre>{@code
 * try (EmotionPredictor predictor = EmotionPredictor.load()) {
 *   for (FacePrediction face : predictor.predict(Path.of("photo.jpg"))) {
 *     System.out.println(face.box().coordinates() + " " + face.prediction().emotion().label());
 *   }
 * }
 * }</pre>
 *
 * <p>{@link io.github.fer4j.infer.EmotionPredictor} puts the parts together: a {@link
 * io.github.fer4j.infer.picture.PictureReader}, a {@link
 * io.github.fer4j.infer.detect.FaceDetector}, a {@link io.github.fer4j.infer.detect.FaceCropper}
 * and an {@link io.github.fer4j.infer.EmotionClassifier}.
 */
@NullMarked
package io.github.fer4j.infer;

import org.jspecify.annotations.NullMarked;
