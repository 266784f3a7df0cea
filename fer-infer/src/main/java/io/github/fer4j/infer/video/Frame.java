package io.github.fer4j.infer.video;

import io.github.fer4j.infer.picture.Picture;

/**
 * One picture of a video. Its pixels are valid until the next frame is read.
 *
 * @param number from 0, skipping none
 * @param seconds time of the stream at which it is shown, from 0
 * @param picture upright
 */
public record Frame(long number, double seconds, Picture picture) {}
