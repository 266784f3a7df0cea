package io.github.fer4j.data;

import io.github.fer4j.core.MalformedContentException;

/** A data file, or a row of one, that is not FER2013. */
public final class MalformedDataException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final String fault;

  private MalformedDataException(
      String resource, String place, int row, String expected, String found, String advice) {
    super(resource, place, expected, found, advice);
    this.row = row;
    this.fault = "expected " + expected + ", found " + found;
  }

  /** Something is wrong with the file as a whole: reading cannot go on. */
  static MalformedDataException inFile(
      String resource, String place, String expected, String found, String advice) {
    return new MalformedDataException(resource, place, 0, expected, found, advice);
  }

  /** Something is wrong with one row: reading can go on behind it. */
  static MalformedDataException inRow(
      String resource, int row, long line, String expected, String found) {
    return new MalformedDataException(
        resource,
        "row " + row + " (line " + line + ")",
        row,
        expected,
        found,
        "Fix the row, or skip bad rows with --strict=false.");
  }

  /** Something is wrong with one picture: reading can go on behind it. */
  static MalformedDataException inPicture(
      String resource, String path, int row, String expected, String found) {
    return new MalformedDataException(
        resource,
        "picture " + path,
        row,
        expected,
        found,
        "Fix or remove the picture, or skip bad ones with --strict=false.");
  }

  /** The bad row, from 1, or 0 if the file as a whole is bad. */
  public int row() {
    return row;
  }

  /** What was expected and what was found, without file, place and advice. */
  String fault() {
    return fault;
  }
}
