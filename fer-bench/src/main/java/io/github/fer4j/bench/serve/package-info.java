/** {@code fer bench serve}. */
package io.github.fer4j.bench.serve;
