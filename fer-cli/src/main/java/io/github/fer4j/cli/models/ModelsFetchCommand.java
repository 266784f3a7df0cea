package io.github.fer4j.cli.models;

import io.github.fer4j.infer.zoo.ModelZoo;
import io.github.fer4j.infer.zoo.ZooModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer models fetch}: gets a model into the user's cache. */
@Command(
    name = "fetch",
    description = {
      "Fetch a model into the user's cache and verify its digest. FER_OFFLINE=1 keeps it from the"
          + " network; https_proxy names a proxy."
    },
    sortOptions = false)
public final class ModelsFetchCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "yunet",
      description = "The model (default: ${DEFAULT-VALUE}).")
  String name;

  @Option(
      names = "--from",
      paramLabel = "FILE|URL",
      description = "Take it from there (default: its own address, see fer models list).")
  String from;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelZoo zoo = ModelZoo.ofThisUser();
    Path copy = fetched(zoo, zoo.model(name));
    spec.commandLine().getOut().println(copy);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Path fetched(ModelZoo zoo, ZooModel model) throws IOException {
    if (from == null) {
      return zoo.fetch(model);
    }
    if (from.startsWith("http://") || from.startsWith("https://")) {
      return zoo.fetch(model, address());
    }
    return zoo.add(model, Path.of(from));
  }

  private URI address() {
    try {
      return URI.create(from);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--from is '" + from + "', expected a file or an address", e);
    }
  }
}
