package io.github.fer4j.db;

import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps observations that the database did not take, one a line, on the disk before it returns. */
final class UnsavedFile implements AutoCloseable {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private final Path path;
  private final Set<String> modelsWritten = new HashSet<>();
  private FileChannel channel;

  UnsavedFile(Path path) {
    this.path = path;
  }

  /**
   * Adds observations: all, or none.
   *
   * @throws IOException if they cannot be written; the file then ends where it ended before
   */
  void append(List<Observation> observations) throws IOException {
    if (channel == null) {
      channel = create();
    }
    long end = channel.position();
    try {
      ByteBuffer lines = ByteBuffer.wrap(lines(observations));
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
      channel.force(true);
    } catch (IOException full) {
      takeBack(end);
      throw full;
    }
    observations.forEach(seen -> modelsWritten.add(seen.model().digest()));
  }

  /** Leaves the file as it was when it ended there; none, if it was empty. */
  private void takeBack(long end) throws IOException {
    channel.truncate(end);
    if (end == 0) {
      channel.close();
      channel = null;
      Files.delete(path);
    }
  }

  private FileChannel create() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // What it tells of people is their business alone.
    FileAttribute<?>[] ownerOnly =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(path, NEW, ownerOnly);
  }

  private byte[] lines(List<Observation> observations) throws IOException {
    Set<String> models = new HashSet<>(modelsWritten);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SequenceWriter lines = PredictionLines.json().writeValues(bytes)) {
      for (Observation seen : observations) {
        boolean first = models.add(seen.model().digest());
        lines.write(PredictionLine.of(null, seen, first));
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
