/** {@code fer bench faces}: what detectors, framings and tracking do to faces of a data set. */
@NullMarked
package io.github.fer4j.bench.faces;

import org.jspecify.annotations.NullMarked;
