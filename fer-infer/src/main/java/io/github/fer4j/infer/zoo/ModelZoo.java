package io.github.fer4j.infer.zoo;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.infer.internal.natives.CacheFolder;
import io.github.fer4j.infer.model.MalformedModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The models of others that fer4j knows, and the copies of them that are available: in this
 * library's jar, where the build put one there, or in the user's cache folder. Immutable; safe for
 * use by several threads and programs at once.
 */
public final class ModelZoo {
  private final List<ZooModel> models;
  private final Path folder;
  private final Network network;

  ModelZoo(List<ZooModel> models, Path folder, Network network) {
    this.models = List.copyOf(models);
    this.folder = folder;
    this.network = network;
  }

  /** The zoo with the cache folder of this user; {@code -Dfer4j.cache=DIR} names another. */
  public static ModelZoo ofThisUser() {
    return of(Network.ofThisProcess());
  }

  static ModelZoo of(Network network) {
    return new ModelZoo(Catalogue.read(), CacheFolder.location().resolve("models"), network);
  }

  /** All models that fer4j knows, available or not. */
  public List<ZooModel> models() {
    return models;
  }

  /**
   * The model of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ZooModel model(String name) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No model '"
                        + name
                        + "'; known: "
                        + models.stream().map(ZooModel::name).collect(Collectors.joining(", "))));
  }

  /** Whether this library's jar has the model. */
  public boolean isPackaged(ZooModel model) {
    return ModelZoo.class.getResource(model.file()) != null;
  }

  /** Where the user's copy is, if it is there. */
  public Path cached(ZooModel model) {
    return folder.resolve(model.file());
  }

  /**
   * The content of a model: from the jar, or else from the user's cache. Never from the network.
   *
   * @return empty if it is in neither
   * @throws MalformedModelException if the copy in the cache is cut short or changed
   * @throws IOException if a copy cannot be read
   */
  public Optional<byte[]> read(ZooModel model) throws IOException {
    try (InputStream in = ModelZoo.class.getResourceAsStream(model.file())) {
      if (in != null) {
        return Optional.of(model.verified(in.readAllBytes(), "the jar's " + model.file()));
      }
    }
    Path copy = cached(model);
    return Files.isRegularFile(copy)
        ? Optional.of(model.verified(Files.readAllBytes(copy), copy.toString()))
        : Optional.empty();
  }

  /**
   * Fetches a model from its own address into the user's cache.
   *
   * @return the copy
   * @throws IOException if it cannot be fetched or written, or {@code FER_OFFLINE} is set
   * @throws MalformedModelException if the address has another file
   */
  public Path fetch(ZooModel model) throws IOException {
    return fetch(model, model.source());
  }

  /**
   * Fetches a model from another address into the user's cache.
   *
   * @param source an http or https address
   * @return the copy
   * @throws IOException if it cannot be fetched or written, or {@code FER_OFFLINE} is set
   * @throws MalformedModelException if the address has another file
   */
  public Path fetch(ZooModel model, URI source) throws IOException {
    // One byte more tells a file that is too long.
    return put(model, network.download(source, model.size() + 1), source.toString());
  }

  /**
   * Copies a model from a file into the user's cache.
   *
   * @return the copy
   * @throws IOException if the file cannot be read or the copy not written
   * @throws MalformedModelException if it is another file
   */
  public Path add(ZooModel model, Path file) throws IOException {
    return put(model, Files.readAllBytes(file), file.toString());
  }

  private Path put(ZooModel model, byte[] content, String source) throws IOException {
    byte[] verified = model.verified(content, source);
    Path copy = cached(model);
    try {
      CacheFolder.prepared(folder);
      TemporaryFiles.removeOld(folder);
      AtomicFile.write(copy, verified);
    } catch (IOException e) {
      throw new IOException(
          folder
              + ": cannot write the model there ("
              + e.getMessage()
              + "). Make the folder writable, or name another by -Dfer4j.cache=DIR.",
          e);
    }
    return copy;
  }
}
