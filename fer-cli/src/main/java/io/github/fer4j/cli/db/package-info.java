/** Commands around the store of predictions, and what other commands need to use it. */
package io.github.fer4j.cli.db;
