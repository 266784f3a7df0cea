package io.github.fer4j.data;

import java.util.List;

/**
 * What one form of the data holds, before splits that it lacks are drawn.
 *
 * @param form what the data were taken for, in words
 * @param sha256 of the data as they lie on disk
 * @param examples in order; of Training where the data name no split
 * @param skipped bad rows that were left out
 * @param splits where the splits come from
 */
record LoadedRows(
    String form, String sha256, List<Example> examples, SkippedRows skipped, Splits splits) {

  /** Where the splits come from. */
  enum Splits {
    /** The Usage column of FER2013: a missing one is missing. */
    USAGE,
    /** The data name them; validation is drawn from training if it is missing. */
    NAMED,
    /** The data name none. */
    NONE
  }
}
