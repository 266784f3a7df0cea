/**
 * Plots as data, drawn alike as SVG and as PNG.
 *
 * <p>A {@link io.github.fer4j.eval.internal.plot.Plot} draws itself on a {@link
 * io.github.fer4j.eval.internal.plot.Canvas} in colours that are named by their role ({@link
 * io.github.fer4j.eval.internal.plot.Ink}); so the same plot follows a page's light or dark theme,
 * stands alone as a file, or becomes pixels. The small set of shapes is written here because the
 * chart libraries either fix their colours in the SVG or need an SVG writer under the GPL.
 */
@NullMarked
package io.github.fer4j.eval.internal.plot;

import org.jspecify.annotations.NullMarked;
