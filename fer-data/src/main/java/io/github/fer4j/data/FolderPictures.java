package io.github.fer4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;

/** The pictures in a folder and the folders in it. Links in it are not followed. */
final class FolderPictures implements PictureSource {
  private final Path root;

  /**
   * @throws IOException if there is no such folder
   */
  FolderPictures(Path folder) throws IOException {
    root = folder.toRealPath();
  }

  @Override
  public List<String> paths() throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && PictureSource.isPicture(path)) {
              found.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(ORDER);
    return found;
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new IIOException("no such file");
    }
    if (!file.toRealPath().startsWith(root)) {
      throw new IIOException("a link that leads out of " + root);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IIOException("a file of more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    }
  }

  /** The digest of what {@code sha256sum} prints of the pictures in their order. */
  @Override
  public String sha256(List<String> paths, List<String> digests) {
    StringBuilder listing = new StringBuilder();
    for (int i = 0; i < digests.size(); i++) {
      listing.append(digests.get(i)).append("  ").append(paths.get(i)).append('\n');
    }
    return CsvSource.sha256(listing.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}
}
