/**
 * What a data set has wrong with it: images that stand in it more than once, byte for byte or
 * nearly so, within a split and across; labels that contradict each other; blank images; classes
 * out of balance; light.
 *
 * <p>{@link io.github.fer4j.data.audit.DatasetAudit} finds it all in one pass. What is nearly
 * identical is found by a perceptual hash and confirmed by the correlation of the pixels.
 */
@NullMarked
package io.github.fer4j.data.audit;

import org.jspecify.annotations.NullMarked;
