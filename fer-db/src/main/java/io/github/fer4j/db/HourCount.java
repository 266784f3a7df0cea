package io.github.fer4j.db;

import io.github.fer4j.core.State;
import java.time.Instant;

/**
 * How many predictions were taken in one hour.
 *
 * @param hour the hour's beginning, UTC
 * @param okay how many of state {@link State#OKAY}
 * @param notOkay how many of state {@link State#NOT_OKAY}
 */
public record HourCount(Instant hour, long okay, long notOkay) {

  /** How many of either state. */
  public long total() {
    return okay + notOkay;
  }
}
