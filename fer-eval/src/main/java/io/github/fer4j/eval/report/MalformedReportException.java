package io.github.fer4j.eval.report;

import io.github.fer4j.core.MalformedContentException;

/** A report folder, or a file in it, that is not what it should be. */
public final class MalformedReportException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  MalformedReportException(String resource, String place, String expected, String found) {
    super(
        resource,
        place,
        expected,
        found,
        "Give the folder that 'fer evaluate --out' wrote, or write it again.");
  }
}
