/**
 * Every setting of a training run, in one record that is written beside the run, stored in its
 * checkpoints and in the model card. Presets are YAML recipes in this package's resources; each
 * hyper-parameter stands there once, with its reason.
 */
@NullMarked
package io.github.fer4j.train.config;

import org.jspecify.annotations.NullMarked;
