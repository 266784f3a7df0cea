package io.github.fer4j.infer.zoo;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.infer.model.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Run by this module's build: puts YuNet among the classes of the jar, from a file that the builder
 * names, from the user's cache or, once and briefly, from the network. Without any of them the
 * build continues and the jar has no YuNet.
 */
final class PackagedModels {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ModelZoo zoo;
  private final ZooModel yunet;

  PackagedModels(ModelZoo zoo) {
    this.zoo = zoo;
    this.yunet = zoo.model("yunet");
  }

  /**
   * @param arguments the folder of this package's classes; a file that marks that the network was
   *     tried; whether Maven works offline; the file that the builder names, if any
   */
  public static void main(String[] arguments) {
    PackagedModels models = new PackagedModels(ModelZoo.of(new Network(System.getenv(), LIMIT)));
    boolean offline = Boolean.parseBoolean(arguments[2]);
    try {
      models.pack(Path.of(arguments[0]), Path.of(arguments[1]), offline, arguments[3]);
    } catch (NoSuchFileException e) {
      fail("fer.yunet names " + e.getFile() + ": no such file");
    } catch (IOException | MalformedModelException e) {
      fail(e.getMessage());
    }
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }

  void pack(Path classes, Path tried, boolean offline, String named) throws IOException {
    Optional<byte[]> content =
        named.isBlank()
            ? cachedOrFetched(tried, offline)
            : Optional.of(yunet.verified(Files.readAllBytes(Path.of(named)), named));
    if (content.isPresent()) {
      AtomicFile.write(classes.resolve(yunet.file()), content.get());
    }
  }

  private Optional<byte[]> cachedOrFetched(Path tried, boolean offline) throws IOException {
    try {
      Optional<byte[]> cached = zoo.read(yunet);
      if (cached.isEmpty() && !offline && !Files.exists(tried)) {
        Files.write(tried, new byte[0]);
        zoo.fetch(yunet);
        return zoo.read(yunet);
      }
      return cached;
    } catch (IOException | MalformedModelException e) {
      System.out.println("Building without YuNet: " + e.getMessage());
      return Optional.empty();
    }
  }
}
