/** {@code fer data} and {@code fer sample-data}: looking at data sets, and drawing one. */
@NullMarked
package io.github.fer4j.cli.data;

import org.jspecify.annotations.NullMarked;
