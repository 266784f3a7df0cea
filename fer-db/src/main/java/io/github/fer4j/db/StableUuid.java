package io.github.fer4j.db;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * Identifiers made from texts alone (version 8 of RFC 9562, section 5.8): 122 bits of the SHA-256
 * of the texts, each with its length before it.
 */
final class StableUuid {
  private static final long VERSION_8 = 0x8000L;
  private static final long ALL_BUT_VERSION = 0xFFFFFFFFFFFF0FFFL;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long ALL_BUT_VARIANT = 0x3FFFFFFFFFFFFFFFL;

  private StableUuid() {}

  static UUID of(List<String> texts) {
    StringBuilder all = new StringBuilder();
    texts.forEach(text -> all.append(text.length()).append(':').append(text));
    ByteBuffer digest = ByteBuffer.wrap(Source.hash(all.toString()));
    return new UUID(
        digest.getLong() & ALL_BUT_VERSION | VERSION_8,
        digest.getLong() & ALL_BUT_VARIANT | VARIANT);
  }
}
