package io.github.fer4j.cli;

import io.github.fer4j.cli.data.DataCommand;
import io.github.fer4j.cli.data.SampleDataCommand;
import io.github.fer4j.cli.db.DbCommand;
import io.github.fer4j.cli.evaluate.EvaluateCommand;
import io.github.fer4j.cli.export.ExportCommand;
import io.github.fer4j.cli.models.ModelsCommand;
import io.github.fer4j.cli.predict.PredictCommand;
import io.github.fer4j.cli.serve.ServeCommand;
import io.github.fer4j.cli.train.TrainCommand;
import io.github.fer4j.cli.video.VideoCommand;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.LibraryVersion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** {@code fer}: the root command. */
@Command(
    name = "fer",
    description = "Facial expression recognition: train, evaluate, predict, store.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      SampleDataCommand.class,
      TrainCommand.class,
      ExportCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ServeCommand.class,
      VideoCommand.class,
      DbCommand.class,
      DataCommand.class,
      ModelsCommand.class,
    })
public final class Main {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  boolean verbose;

  /** The command line, complete with its handling of errors; tests run it in-process. */
  static CommandLine commandLine() {
    Main main = new Main();
    CommandLine commands = new CommandLine(main);
    // A command line of its own: picocli would not transform the models of added objects.
    ServiceLoader.load(Subcommand.class)
        .forEach(subcommand -> commands.addSubcommand(new CommandLine(subcommand)));
    commands.setExecutionExceptionHandler(new ErrorHandler(main));
    commands.setParameterExceptionHandler(new UsageErrorHandler());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.registerConverter(Path.class, Main::path);
    commands.registerConverter(ClassSet.class, Main::classes);
    return commands;
  }

  private static ClassSet classes(String text) {
    return ClassSet.ofName(text.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not five, seven or eight"));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' cannot be the name of a file here. Does it have letters that the locale does not"
              + " know? LC_ALL=C.UTF-8 knows all.");
    }
  }

  /** What {@code fer --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"fer4j " + LibraryVersion.current()};
    }
  }

  public static void main(String[] args) {
    CommandLine commands = commandLine();
    commands.setExecutionStrategy(
        parsed -> {
          // Not before: help is in colors, which a terminal shows.
          if (!isHelp(parsed)) {
            commands.setOut(Terminal.out());
            commands.setErr(Terminal.err());
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    System.exit(commands.execute(args));
  }

  private static boolean isHelp(CommandLine.ParseResult parsed) {
    return parsed.asCommandLineList().stream()
        .anyMatch(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested());
  }
}
