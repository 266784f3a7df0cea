package io.github.fer4j.infer.internal.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder where fer4j keeps what it would otherwise unpack or fetch on every start. It is the
 * value of the system property {@code fer4j.cache} if that is set, otherwise {@code fer4j} in the
 * place where the operating system wants caches.
 */
public final class CacheFolder {
  /** System property that names another folder. */
  static final String PROPERTY = "fer4j.cache";

  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private CacheFolder() {}

  /**
   * The folder, made if it was absent.
   *
   * @throws IOException if it cannot be made, or if another user could put a library there
   */
  static Path ofThisUser() throws IOException {
    return prepared(location());
  }

  /**
   * A folder that only this user can write into, made if it was absent.
   *
   * @throws IOException if it cannot be made, or if another user could put a file there
   */
  public static Path prepared(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      makePrivately(folder);
    }
    requirePrivate(folder);
    return folder;
  }

  /** The folder, which may not exist yet. */
  public static Path location() {
    String chosen = System.getProperty(PROPERTY);
    if (chosen != null) {
      return Path.of(chosen);
    }
    String home = System.getProperty("user.home");
    String system = System.getProperty("os.name");
    if (system.startsWith("Windows")) {
      return fromEnvironment("LOCALAPPDATA", Path.of(home, "AppData", "Local"));
    }
    if (system.startsWith("Mac")) {
      return Path.of(home, "Library", "Caches", "fer4j");
    }
    return fromEnvironment("XDG_CACHE_HOME", Path.of(home, ".cache"));
  }

  private static Path fromEnvironment(String variable, Path otherwise) {
    String value = System.getenv(variable);
    return (value == null || value.isBlank() ? otherwise : Path.of(value)).resolve("fer4j");
  }

  private static void makePrivately(Path folder) throws IOException {
    if (hasPosixRights(folder.toAbsolutePath().getParent())) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static void requirePrivate(Path folder) throws IOException {
    if (!hasPosixRights(folder)) {
      return;
    }
    PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
    Set<PosixFilePermission> others = EnumSet.copyOf(WRITABLE_BY_OTHERS);
    others.retainAll(attributes.permissions());
    if (!others.isEmpty()) {
      throw new IOException("Others may write into " + folder + ": " + others);
    }
    String user = System.getProperty("user.name");
    if (!attributes.owner().getName().equals(user)) {
      throw new IOException(folder + " belongs to " + attributes.owner() + ", not to " + user);
    }
  }

  private static boolean hasPosixRights(Path existing) throws IOException {
    return Files.getFileStore(existing.toRealPath(new LinkOption[0]))
        .supportsFileAttributeView("posix");
  }
}
