package io.github.fer4j.bench;

import io.github.fer4j.bench.faces.BenchFacesCommand;
import io.github.fer4j.bench.predict.BenchPredictCommand;
import io.github.fer4j.bench.serve.BenchServeCommand;
import io.github.fer4j.bench.store.BenchStoreCommand;
import io.github.fer4j.bench.train.BenchTrainCommand;
import io.github.fer4j.cli.Subcommand;
import picocli.CommandLine.Command;

/** {@code fer bench}: the group of commands that measure. */
@Command(
    name = "bench",
    description = "Measure how fast the parts are on this machine.",
    subcommands = {
      BenchLoadCommand.class,
      BenchAugmentCommand.class,
      BenchFacesCommand.class,
      BenchStoreCommand.class,
      BenchPredictCommand.class,
      BenchServeCommand.class,
      BenchTrainCommand.class,
    })
public final class BenchCommand implements Subcommand {}
