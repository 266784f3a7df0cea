/** {@code fer bench predict}: how fast pictures and videos are predicted, and in what memory. */
@NullMarked
package io.github.fer4j.bench.predict;

import org.jspecify.annotations.NullMarked;
