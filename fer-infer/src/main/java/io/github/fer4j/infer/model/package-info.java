/**
 * Model files: a folder (or the library's own resources) with {@code model.onnx} and {@code
 * model-card.json}, and the checks without which no prediction is made.
 *
 * <p>A {@link io.github.fer4j.infer.model.ModelBundle} exists only if the card could be read, its
 * labels are those of a {@link io.github.fer4j.core.ClassSet} in its order, its input is that of
 * {@link io.github.fer4j.core.FaceImage}, and the model's SHA-256 is the card's. Opening it checks
 * the tensors of the graph itself. Whatever is wrong is a {@link
 * io.github.fer4j.infer.model.MalformedModelException} that names the file.
 */
@NullMarked
package io.github.fer4j.infer.model;

import org.jspecify.annotations.NullMarked;
