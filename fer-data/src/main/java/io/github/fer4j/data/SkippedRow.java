package io.github.fer4j.data;

import java.io.Serializable;

/**
 * A bad row that was left out.
 *
 * @param row data row in the file, from 1
 * @param reason the whole message: file, row, what was expected and what was found
 */
public record SkippedRow(int row, String reason) implements Serializable {}
