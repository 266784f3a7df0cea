/** Benchmarks of training. */
package io.github.fer4j.bench.train;
