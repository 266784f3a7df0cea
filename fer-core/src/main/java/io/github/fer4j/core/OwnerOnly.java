package io.github.fer4j.core;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that their owner alone can read, as they say who was seen where. Where the file system has
 * no such permissions they are like other files.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> PERMISSIONS =
      PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** To make a new file with. */
  public static FileAttribute<?>[] attributes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PERMISSIONS)}
        : new FileAttribute<?>[0];
  }

  /** Takes the file from all but its owner. */
  public static void restrict(Path file) throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(file, PERMISSIONS);
    }
  }
}
