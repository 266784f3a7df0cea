package io.github.fer4j.core;

import io.github.fer4j.core.internal.WriteFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * Files that are written whole or not at all: into a temporary file beside the target, which is
 * forced to disk and then renamed. Whoever reads the target sees the old content or the new, never
 * a part; if writing fails the old file is still there and the temporary one is gone.
 */
public final class AtomicFile {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private AtomicFile() {}

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {
    /** Writes it all; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing one that is there. A device or pipe of this name gets what is written
   * as it comes.
   *
   * @throws NoSuchFileException if its folder does not exist
   * @throws FileAlreadyExistsException if a folder has its name
   * @throws IOException if it cannot be written, or whatever the content throws
   */
  public static void write(Path file, Content content) throws IOException {
    if (isDevice(file)) {
      try (OutputStream out =
          new BufferedOutputStream(
              WriteFailure.naming(file, Files.newOutputStream(file, StandardOpenOption.WRITE)))) {
        content.writeTo(out);
      }
      return;
    }
    write(file, content, new FileAttribute<?>[0]);
  }

  /** Writes as {@link #write(Path, Content)} does a file that its owner alone can read. */
  public static void writeOwnerOnly(Path file, Content content) throws IOException {
    if (isDevice(file)) {
      write(file, content);
    } else {
      write(file, content, OwnerOnly.attributes());
    }
  }

  private static void write(Path file, Content content, FileAttribute<?>[] attributes)
      throws IOException {
    try (Staged staged = stage(file)) {
      try (OutputStream out =
          new BufferedOutputStream(
              WriteFailure.naming(
                  file,
                  Channels.newOutputStream(
                      Files.newByteChannel(staged.path(), NEW, attributes))))) {
        content.writeTo(out);
      }
      staged.commit();
    }
  }

  /** Writes bytes as {@link #write(Path, Content)} does. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /** Writes text in UTF-8 as {@link #write(Path, Content)} does. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Prepares a file that others write, such as a native library. Nothing is there yet.
   *
   * @throws NoSuchFileException if its folder does not exist
   * @throws FileAlreadyExistsException if a folder, device or pipe has its name
   */
  public static Staged stage(Path file) throws NoSuchFileException, FileAlreadyExistsException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(String.valueOf(folder), null, "no such folder to write into");
    }
    if (Files.isDirectory(target)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "a folder, expected the name of a file to write");
    }
    if (isDevice(target)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "a device or pipe, expected the name of a file to write");
    }
    return new Staged(target, TemporaryFiles.beside(target));
  }

  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  /** A temporary file beside its target. Closing it without {@link #commit} leaves nothing. */
  public static final class Staged implements AutoCloseable {
    private final Path target;
    private final Path temporary;

    private Staged(Path target, Path temporary) {
      this.target = target;
      this.temporary = temporary;
    }

    /** Where to write. */
    public Path path() {
      return temporary;
    }

    /** Forces what was written to disk and gives it the target's name, replacing what was there. */
    public void commit() throws IOException {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      } catch (IOException failure) {
        throw WriteFailure.of(target, failure);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(temporary);
    }
  }
}
