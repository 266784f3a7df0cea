/**
 * Loading native libraries, once per process and without unpacking them on every start.
 *
 * <p>Whatever touches an {@code org.opencv} class calls {@link
 * io.github.fer4j.infer.internal.natives.OpenCv#load()} first; whatever wants ONNX Runtime takes
 * its environment from {@link io.github.fer4j.infer.internal.natives.OnnxRuntime#environment()}.
 */
@NullMarked
package io.github.fer4j.infer.internal.natives;

import org.jspecify.annotations.NullMarked;
