/** {@code fer models}: the models of others that fer4j can use. */
package io.github.fer4j.cli.models;
