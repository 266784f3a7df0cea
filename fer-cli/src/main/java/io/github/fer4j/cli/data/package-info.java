/** {@code fer data} and {@code fer sample-data}: looking at data sets, and drawing one. */
package io.github.fer4j.cli.data;
