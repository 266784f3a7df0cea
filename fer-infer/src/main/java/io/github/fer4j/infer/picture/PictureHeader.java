package io.github.fer4j.infer.picture;

/**
 * What a picture file says of itself before any pixel is decoded.
 *
 * @param width columns as stored, before turning upright
 * @param height rows as stored
 * @param orientation how the stored pixels must be turned
 */
record PictureHeader(long width, long height, Orientation orientation) {}
