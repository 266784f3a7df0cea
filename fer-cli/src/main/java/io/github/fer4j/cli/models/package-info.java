/** {@code fer models}: the models of others that fer4j can use. */
@NullMarked
package io.github.fer4j.cli.models;

import org.jspecify.annotations.NullMarked;
