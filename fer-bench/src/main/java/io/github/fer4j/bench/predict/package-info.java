/** {@code fer bench predict}: how fast pictures and videos are predicted, and in what memory. */
package io.github.fer4j.bench.predict;
