package io.github.fer4j.db;

import com.fasterxml.jackson.databind.SequenceWriter;
import io.github.fer4j.core.OwnerOnly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps records that the database did not accept, one a line, forced to disk. */
final class SpillFile implements AutoCloseable {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private final Path path;
  private final Set<String> modelsWritten = new HashSet<>();
  private @Nullable FileChannel channel;

  SpillFile(Path path) {
    this.path = path;
  }

  /**
   * Adds records: all, or none.
   *
   * @throws IOException if they cannot be written; the file then ends where it ended before
   */
  void append(List<PredictionRecord> records) throws IOException {
    ByteBuffer lines = ByteBuffer.wrap(lines(records));
    FileChannel open = channel == null ? create() : channel;
    channel = open;
    long end = open.position();
    try {
      while (lines.hasRemaining()) {
        open.write(lines);
      }
      open.force(true);
    } catch (IOException | RuntimeException | Error full) {
      takeBack(open, end);
      throw full;
    }
    records.forEach(record -> modelsWritten.add(record.model().digest()));
  }

  /** Leaves the file as it was when it ended there; none, if it was empty. */
  private void takeBack(FileChannel open, long end) throws IOException {
    open.truncate(end);
    if (end == 0) {
      open.close();
      channel = null;
      Files.delete(path);
    }
  }

  private FileChannel create() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // It holds personal data.
    return FileChannel.open(path, NEW, OwnerOnly.attributes());
  }

  private byte[] lines(List<PredictionRecord> records) throws IOException {
    Set<String> models = new HashSet<>(modelsWritten);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SequenceWriter lines = PredictionLines.json().writeValues(bytes)) {
      for (PredictionRecord record : records) {
        boolean first = models.add(record.model().digest());
        lines.write(PredictionLine.of(record, first));
      }
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // All of it was forced to the disk before.
      }
    }
  }
}
