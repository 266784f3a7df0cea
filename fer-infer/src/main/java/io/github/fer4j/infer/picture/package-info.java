/**
 * Pictures: finding them in folders, reading them, drawing predictions on them.
 *
 * <p>A {@link io.github.fer4j.infer.picture.PictureReader} takes JPEG, PNG, WebP, GIF, BMP and TIFF
 * and gives a {@link io.github.fer4j.infer.picture.Picture}: upright, 8 bits, blue-green-red. It
 * looks at the file's structure before it decodes a pixel, so that a cut-off file, a text file with
 * a picture's name or a picture of billions of pixels is refused with a message and without the
 * memory for it.
 */
@NullMarked
package io.github.fer4j.infer.picture;

import org.jspecify.annotations.NullMarked;
