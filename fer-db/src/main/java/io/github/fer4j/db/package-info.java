/**
 * Predictions in MySQL, MariaDB or an embedded H2 file. {@link io.github.fer4j.db.PredictionStore}
 * is where to begin.
 */
@NullMarked
package io.github.fer4j.db;

import org.jspecify.annotations.NullMarked;
