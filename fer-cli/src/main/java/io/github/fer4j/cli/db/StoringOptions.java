package io.github.fer4j.cli.db;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that store what they predict where they are asked to. */
public final class StoringOptions {
  @Option(
      names = "--store",
      description =
          "Store the predictions, not the pictures, in a database (see --db). Without it nothing is"
              + " stored.")
  boolean store;

  @Mixin StoreOptions database;

  /** Whether predictions are to be stored. */
  public boolean wanted() {
    return store;
  }

  /** The file that predictions are stored in, if they are: no output may replace it. */
  public Optional<Path> file() {
    return store ? database.file() : Optional.empty();
  }

  /** Opens the store, if one is wanted. */
  public Optional<StoreRun> open(PrintWriter err) {
    return store ? Optional.of(new StoreRun(database, err)) : Optional.empty();
  }
}
