package io.github.fer4j.db.internal;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jooq.impl.AbstractConverter;

/** A UUID as the 16 bytes that every database can store and compare in order. */
public final class UuidConverter extends AbstractConverter<byte[], UUID> {
  private static final long serialVersionUID = 1L;

  public UuidConverter() {
    super(byte[].class, UUID.class);
  }

  @Override
  public UUID from(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public byte[] to(UUID uuid) {
    if (uuid == null) {
      return null;
    }
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
