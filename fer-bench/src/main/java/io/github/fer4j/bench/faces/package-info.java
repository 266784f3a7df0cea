/** {@code fer bench faces}: what detectors, framings and tracking do to faces of a data set. */
package io.github.fer4j.bench.faces;
