package io.github.fer4j.data;

import java.io.Serializable;

/**
 * A bad row that was left out.
 *
 * @param row data row in the file, from 1
 * @param place the row and its line in the file, in words
 * @param fault what was expected and what was found
 */
public record SkippedRow(int row, String place, String fault) implements Serializable {

  /** Place and fault, for people. */
  @Override
  public String toString() {
    return place + ": " + fault;
  }
}
