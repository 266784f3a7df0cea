/**
 * A second training engine: the same {@link io.github.fer4j.train.network.Network} on LibTorch,
 * PyTorch's C++ library, through the JavaCPP presets.
 *
 * <p>It uses tensors and functions alone, never LibTorch's modules, and keeps its weights itself:
 * some modules of the presets crash the JVM when they are closed. All native work happens inside a
 * {@link io.github.fer4j.pytorch.NativeScope}, which frees every tensor a step makes.
 *
 * <p>JavaCPP stops a process whose memory exceeds twice its heap, which native training does at
 * once: start the JVM with {@code -Dorg.bytedeco.javacpp.maxPhysicalBytes=0}.
 */
@NullMarked
package io.github.fer4j.pytorch;

import org.jspecify.annotations.NullMarked;
