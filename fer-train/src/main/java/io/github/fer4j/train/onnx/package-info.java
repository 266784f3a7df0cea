/**
 * Trained networks as ONNX files, which any ONNX runtime in any language can serve.
 *
 * <p>{@link io.github.fer4j.train.onnx.OnnxExporter} turns a {@link
 * io.github.fer4j.train.network.Network} and its weights into the bytes of a model; {@link
 * io.github.fer4j.train.onnx.ModelExport} writes them with their card into a folder that {@link
 * io.github.fer4j.infer.model.ModelBundle} reads.
 */
@NullMarked
package io.github.fer4j.train.onnx;

import org.jspecify.annotations.NullMarked;
