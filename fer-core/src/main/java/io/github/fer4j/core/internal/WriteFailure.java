package io.github.fer4j.core.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Failures of writing that name the file: a full disk is told by the JDK without it. */
public final class WriteFailure {
  private WriteFailure() {}

  /** The failure, which names the file, or one that does. */
  public static FileSystemException of(Path file, IOException failure) {
    if (failure instanceof FileSystemException named && named.getFile() != null) {
      return named;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, failure.getMessage());
    named.initCause(failure);
    return named;
  }

  /** The stream to a file, whose failures name it. */
  public static OutputStream naming(Path file, OutputStream out) {
    return new Naming(file, out);
  }

  private static final class Naming extends FilterOutputStream {
    private final Path file;

    Naming(Path file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException failure) {
        throw of(file, failure);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException failure) {
        throw of(file, failure);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException failure) {
        throw of(file, failure);
      }
    }
  }
}
