/** What the generated classes of the tables need. Not part of the API. */
@NullMarked
package io.github.fer4j.db.internal;

import org.jspecify.annotations.NullMarked;
