package io.github.fer4j.core;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and folders that are written beside their target and renamed when they are whole. A program
 * that is killed meanwhile leaves them; a later one removes them.
 */
public final class TemporaryFiles {
  private static final Pattern OURS =
      Pattern.compile(".+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");
  private static final Duration LEFT_FOR_GOOD = Duration.ofDays(1);

  private TemporaryFiles() {}

  /** A name beside the target that nothing has. */
  public static Path beside(Path target) {
    return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  /**
   * Removes from a folder what has a name as {@link #beside} gives it and was not written to for a
   * day. What cannot be removed stays.
   *
   * @param folder may be absent
   */
  public static void removeOld(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant old = Instant.now().minus(LEFT_FOR_GOOD);
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, TemporaryFiles::isOurs)) {
      for (Path temporary : ours) {
        if (lastWritten(temporary).isBefore(old)) {
          remove(temporary);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // somebody else's, or another program is removing it: a later run tries again
    }
  }

  /** Removes a file, or a folder with all that is in it; nothing where it is absent. */
  public static void remove(Path temporary) throws IOException {
    if (!Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(temporary)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static boolean isOurs(Path path) {
    return OURS.matcher(path.getFileName().toString()).matches();
  }

  private static Instant lastWritten(Path path) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
  }
}
