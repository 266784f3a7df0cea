package io.github.fer4j.infer.picture;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The picture files in a folder, by their names' endings, sorted by path. Links are followed;
 * hidden files are left out.
 *
 * @param files what was found
 * @param failures what could not be looked at, such as a folder without permission or a link that
 *     leads back to where it stands
 */
public record PictureSearch(List<Path> files, List<FileSystemException> failures) {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff");

  public PictureSearch {
    files = List.copyOf(files);
    failures = List.copyOf(failures);
  }

  /**
   * Searches a folder.
   *
   * @param recursive whether the folders in it are searched too
   * @throws IOException if the folder itself cannot be read
   */
  public static PictureSearch in(Path folder, boolean recursive) throws IOException {
    Visitor visitor = new Visitor(folder);
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        recursive ? Integer.MAX_VALUE : 1,
        visitor);
    Collections.sort(visitor.files);
    return new PictureSearch(visitor.files, visitor.failures);
  }

  /** Whether a file of this name, without its folder, is a picture by its ending and not hidden. */
  public static boolean isPictureName(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && !name.startsWith(".")
        && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> files = new ArrayList<>();
    private final List<FileSystemException> failures = new ArrayList<>();

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isDirectory() && isPictureName(file.getFileName().toString())) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
      if (file.equals(root)) {
        throw described(file, cause);
      }
      failures.add(described(file, cause));
      return FileVisitResult.CONTINUE;
    }

    private static FileSystemException described(Path file, IOException cause) {
      if (cause instanceof FileSystemLoopException) {
        return new FileSystemException(
            file.toString(), null, "a link that leads back to a folder above it");
      }
      if (cause instanceof AccessDeniedException) {
        return new FileSystemException(file.toString(), null, "no permission to read it");
      }
      return cause instanceof FileSystemException known && known.getReason() != null
          ? known
          : new FileSystemException(file.toString(), null, "cannot be read: " + cause);
    }
  }
}
