/** Predictions in a database. */
package io.github.fer4j.db;
