/** {@code fer serve}: predictions over HTTP. */
package io.github.fer4j.cli.serve;
