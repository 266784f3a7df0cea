package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.picture.PictureSearch;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures that the arguments name.
 *
 * @param outputNames of each picture the path, relative to the folder of output, by which files
 *     made from it are called: its path below the folder that was named; in the order of the
 *     arguments
 * @param failures what could not be looked at
 */
record FoundPictures(Map<Path, Path> outputNames, List<FileSystemException> failures) {

  /**
   * @param paths files, which are pictures whatever they are called, and folders
   */
  static FoundPictures of(List<Path> paths, boolean recursive) {
    Map<Path, Path> names = new LinkedHashMap<>();
    List<FileSystemException> failures = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        addFolder(path, recursive, names, failures);
      } else {
        names.putIfAbsent(path, path.getFileName());
      }
    }
    return new FoundPictures(names, failures);
  }

  private static void addFolder(
      Path folder, boolean recursive, Map<Path, Path> names, List<FileSystemException> failures) {
    try {
      PictureSearch search = PictureSearch.in(folder, recursive);
      search.files().forEach(file -> names.putIfAbsent(file, folder.relativize(file)));
      failures.addAll(search.failures());
    } catch (FileSystemException e) {
      failures.add(e);
    } catch (IOException e) {
      failures.add(new FileSystemException(folder.toString(), null, e.getMessage()));
    }
  }

  boolean isEmpty() {
    return outputNames.isEmpty() && failures.isEmpty();
  }
}
