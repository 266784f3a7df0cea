/** {@code fer bench}: how fast the parts are on this machine. */
@NullMarked
package io.github.fer4j.bench;

import org.jspecify.annotations.NullMarked;
