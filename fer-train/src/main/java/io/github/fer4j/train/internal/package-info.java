/** Batches and their random choices: no API, it may change at any time. */
@NullMarked
package io.github.fer4j.train.internal;

import org.jspecify.annotations.NullMarked;
