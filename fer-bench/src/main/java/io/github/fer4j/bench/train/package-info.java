/** Benchmarks of training. */
@NullMarked
package io.github.fer4j.bench.train;

import org.jspecify.annotations.NullMarked;
