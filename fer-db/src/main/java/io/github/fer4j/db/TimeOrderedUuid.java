package io.github.fer4j.db;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Unique identifiers that begin with the time (version 7 of RFC 9562, section 5.7), so that rows
 * stored one after the other stand side by side in the index and not all over it.
 */
final class TimeOrderedUuid {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TIME_SHIFT = 16;
  private static final long VERSION_7 = 0x7000L;
  private static final int LOW_12_BITS = 0xFFF;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long LOW_62_BITS = 0x3FFFFFFFFFFFFFFFL;

  private TimeOrderedUuid() {}

  static UUID next() {
    long time = System.currentTimeMillis() << TIME_SHIFT;
    return new UUID(
        time | VERSION_7 | (RANDOM.nextInt() & LOW_12_BITS),
        VARIANT | (RANDOM.nextLong() & LOW_62_BITS));
  }
}
