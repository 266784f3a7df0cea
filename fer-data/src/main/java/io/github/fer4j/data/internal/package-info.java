/** Internal to fer-data: may change with any release. */
@NullMarked
package io.github.fer4j.data.internal;

import org.jspecify.annotations.NullMarked;
