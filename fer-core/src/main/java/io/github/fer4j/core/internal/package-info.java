/** What the modules share and users do not need. Not API: changes without notice. */
@NullMarked
package io.github.fer4j.core.internal;

import org.jspecify.annotations.NullMarked;
