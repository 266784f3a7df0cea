/**
 * Loading native libraries, once per process and without unpacking them on every start.
 *
 * <p>Whatever touches an {@code org.opencv} class calls {@link
 * io.github.fer4j.infer.natives.OpenCv#load()} first; whatever wants ONNX Runtime takes its
 * environment from {@link io.github.fer4j.infer.natives.OnnxRuntime#environment()}.
 */
package io.github.fer4j.infer.natives;
