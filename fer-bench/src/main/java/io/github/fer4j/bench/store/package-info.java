/** How many predictions a second a store takes. */
@NullMarked
package io.github.fer4j.bench.store;

import org.jspecify.annotations.NullMarked;
