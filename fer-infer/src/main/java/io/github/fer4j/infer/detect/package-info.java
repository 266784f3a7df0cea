/**
 * Finding faces in pictures.
 *
 * <p>A {@link io.github.fer4j.infer.detect.FaceDetector} gives boxes. {@link
 * io.github.fer4j.infer.detect.CascadeFaceDetector} needs nothing but this library; {@link
 * io.github.fer4j.infer.detect.YuNetFaceDetector} needs a model file of the user's. Since every
 * detector draws its boxes in its own way, each says by a {@link
 * io.github.fer4j.infer.detect.FaceCrop} how its box becomes the square that FER2013 would show.
 */
@NullMarked
package io.github.fer4j.infer.detect;

import org.jspecify.annotations.NullMarked;
