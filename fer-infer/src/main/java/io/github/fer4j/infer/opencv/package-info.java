/**
 * Loading OpenCV's native library, once per process and without unpacking it on every start.
 *
 * <p>Whatever touches an {@code org.opencv} class calls {@link
 * io.github.fer4j.infer.opencv.OpenCv#load()} first.
 */
package io.github.fer4j.infer.opencv;
