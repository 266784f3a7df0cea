package io.github.fer4j.cli;

import io.github.fer4j.core.OneLine;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Wrong use: one line that names the mistake, one that names the help, exit code 2. */
final class UsageErrorHandler implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("fer: " + OneLine.of(failure.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCodes.BAD_INPUT;
  }
}
