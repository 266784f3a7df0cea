package io.github.fer4j.cli;

import io.github.fer4j.core.MalformedContentException;
import io.github.fer4j.core.OneLine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A failure while a command runs: one line on stderr, the stack trace only with --verbose. */
public final class ErrorHandler implements IExecutionExceptionHandler {
  private final Main main;

  ErrorHandler(Main main) {
    this.main = main;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("fer: " + message(failure));
    if (main.verbose) {
      failure.printStackTrace(command.getErr());
    }
    return isBadInput(failure) ? ExitCodes.BAD_INPUT : ExitCodes.FAILURE;
  }

  private static boolean isBadInput(Exception failure) {
    return failure instanceof MalformedContentException
        || failure instanceof IllegalArgumentException
        || failure instanceof NoSuchFileException
        || failure instanceof FileAlreadyExistsException;
  }

  /** What the user is told of a failure: one line, which names the file if there is one. */
  public static String message(Exception failure) {
    return OneLine.of(describe(failure));
  }

  private static String describe(Exception failure) {
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": no permission";
    }
    String message = failure.getMessage();
    if (failure instanceof IOException || failure instanceof RuntimeException && message != null) {
      return message;
    }
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
