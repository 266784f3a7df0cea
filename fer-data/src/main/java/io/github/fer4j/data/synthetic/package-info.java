/**
 * Drawn faces in FER2013's own format, so that everything can be tried, taught and tested with no
 * download.
 *
 * <p>A face is {@link io.github.fer4j.data.synthetic.Person somebody} who makes an {@link
 * io.github.fer4j.data.synthetic.Expression} in a {@link io.github.fer4j.data.synthetic.Shot};
 * {@link io.github.fer4j.data.synthetic.FacePainter} draws the three together. The expression is
 * what the label decides, and comes at any strength down to hardly visible; all the rest varies
 * alike under every label. A network therefore learns them quickly, and never wholly.
 *
 * <p>They are no substitute for photographs: a network trained on them knows nothing of real faces.
 */
package io.github.fer4j.data.synthetic;
