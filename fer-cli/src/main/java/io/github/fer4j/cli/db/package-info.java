/** Commands around the store of predictions, and what other commands need to use it. */
@NullMarked
package io.github.fer4j.cli.db;

import org.jspecify.annotations.NullMarked;
