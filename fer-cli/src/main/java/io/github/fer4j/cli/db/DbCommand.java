package io.github.fer4j.cli.db;

import io.github.fer4j.cli.ExitCodes;
import io.github.fer4j.cli.OutputGuard;
import io.github.fer4j.cli.OutputKind;
import io.github.fer4j.cli.OverwriteOption;
import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.OneLine;
import io.github.fer4j.core.State;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.db.ExportFormat;
import io.github.fer4j.db.HourCount;
import io.github.fer4j.db.LoadReport;
import io.github.fer4j.db.PredictionCounts;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.StoreStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer db}: the store of predictions. */
@Command(
    name = "db",
    description = "Set up the database; list, export and delete stored predictions.",
    sortOptions = false)
public final class DbCommand {
  @Spec CommandSpec spec;

  @Command(description = "Make the tables, or bring them up to date.")
  int init(@Mixin StoreOptions options) {
    try (PredictionStore store = options.open()) {
      StoreStatus status = store.status();
      out().printf("%s: ready, tables of version %s%n", status.address(), status.schemaVersion());
    }
    return ExitCodes.OK;
  }

  @Command(description = "Show where the store is and what it holds.")
  int status(@Mixin StoreOptions options) {
    try (PredictionStore store = options.openExisting()) {
      StoreStatus status = store.status();
      PrintWriter out = out();
      out.printf("database     %s%n", status.address());
      out.printf("product      %s%n", status.product());
      out.printf("tables       version %s%n", status.schemaVersion());
      out.printf(Locale.ROOT, "predictions  %,d%n", status.predictions());
      out.printf(Locale.ROOT, "sources      %,d%n", status.sources());
      out.printf(Locale.ROOT, "models       %,d%n", status.models());
      status.first().ifPresent(first -> out.printf("first        %s%n", first));
      status.last().ifPresent(last -> out.printf("last         %s%n", last));
    }
    return ExitCodes.OK;
  }

  @Command(description = "List the latest predictions.", sortOptions = false)
  int list(
      @Mixin StoreOptions options,
      @Mixin FilterOptions filter,
      @Option(names = "--limit", defaultValue = "20", description = "How many at most.")
          int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit is " + limit + ", expected 1 or more");
    }
    try (PredictionStore store = options.openExisting()) {
      List<PredictionRecord> found = store.find(filter.filter(), limit);
      found.forEach(this::print);
      if (found.isEmpty()) {
        spec.commandLine().getErr().println("no such predictions in " + store.address());
      }
    }
    return ExitCodes.OK;
  }

  private void print(PredictionRecord record) {
    Emotion emotion = record.face().prediction().emotion();
    out()
        .printf(
            Locale.ROOT,
            "%8d  %s  %-8s %-7s %3.0f %%  %-22s %s%s%n",
            record.row().orElseThrow(),
            record.takenAt(),
            emotion.state().label(),
            emotion.label(),
            100 * record.face().prediction().confidence(),
            record.face().box().coordinates(),
            OneLine.of(record.source().path()),
            record
                .position()
                .map(at -> String.format(Locale.ROOT, " at %.2f s", at.seconds()))
                .orElse(""));
  }

  @Command(description = "Count by class, state and hour (UTC).", sortOptions = false)
  int stats(@Mixin StoreOptions options, @Mixin FilterOptions filter) {
    try (PredictionStore store = options.openExisting()) {
      PredictionCounts counts = store.counts(filter.filter());
      PrintWriter out = out();
      for (Emotion emotion : Emotion.values()) {
        if (ClassSet.FIVE.contains(emotion) || counts.of(emotion) > 0) {
          out.printf(Locale.ROOT, "%-20s %,12d%n", emotion.label(), counts.of(emotion));
        }
      }
      for (State state : State.values()) {
        out.printf(Locale.ROOT, "%-20s %,12d%n", state.label(), counts.of(state));
      }
      out.printf(Locale.ROOT, "%-20s %,12d%n", "all", counts.total());
      for (HourCount hour : store.timeline(filter.filter())) {
        out.printf(
            Locale.ROOT,
            "%-20s %,12d  %,d Okay, %,d NOT Okay%n",
            hour.hour(),
            hour.total(),
            hour.okay(),
            hour.notOkay());
      }
    }
    return ExitCodes.OK;
  }

  @Command(description = "Write predictions as CSV or lines of JSON.", sortOptions = false)
  int export(
      @Mixin StoreOptions options,
      @Mixin FilterOptions filter,
      @Option(names = "--format", defaultValue = "CSV", description = "${COMPLETION-CANDIDATES}.")
          ExportFormat format,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
          Path file,
      @Mixin OverwriteOption overwrite)
      throws IOException {
    try (PredictionStore store = options.openExisting()) {
      List<Path> inputs = store.address().file().stream().toList();
      new OutputGuard(inputs, overwrite.isGiven()).check(file, OutputKind.EXPORT);
      TemporaryFiles.removeOld(file.toAbsolutePath().getParent());
      AtomicLong count = new AtomicLong();
      AtomicFile.writeOwnerOnly(
          file, stream -> count.set(store.export(filter.filter(), format, stream)));
      out().printf(Locale.ROOT, "wrote %,d predictions to %s%n", count.get(), file);
    }
    return ExitCodes.OK;
  }

  @Command(description = "Delete predictions permanently.", sortOptions = false)
  int delete(
      @Mixin StoreOptions options,
      @Mixin FilterOptions filter,
      @Option(names = "--all", description = "All of them, if no filter is given.") boolean all,
      @Option(
              names = "--yes",
              required = true,
              description = "Confirm: deleted predictions cannot be restored.")
          boolean sure) {
    if (filter.filter().equals(PredictionFilter.ALL) && !all) {
      throw new IllegalArgumentException("No filter: say which predictions, or --all");
    }
    try (PredictionStore store = options.openExisting()) {
      out().printf(Locale.ROOT, "deleted %,d predictions%n", store.delete(filter.filter()));
    }
    return ExitCodes.OK;
  }

  @Command(
      description =
          "Store the predictions of a file: what a run could not store, or a JSON export.")
  int load(
      @Mixin StoreOptions options,
      @Parameters(paramLabel = "FILE", description = "Lines of JSON.") Path file)
      throws IOException {
    try (PredictionStore store = options.open()) {
      LoadReport report = store.load(file);
      out()
          .printf(
              Locale.ROOT,
              "stored %,d predictions in %s; %,d were there already%n",
              report.stored(),
              store.address(),
              report.alreadyThere());
    }
    return ExitCodes.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
