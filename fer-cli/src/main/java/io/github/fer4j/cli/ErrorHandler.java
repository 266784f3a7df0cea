package io.github.fer4j.cli;

import io.github.fer4j.core.MalformedContentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A failure while a command runs: one line on stderr, the stack trace only with --verbose. */
public final class ErrorHandler implements IExecutionExceptionHandler {
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]+");

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
    return oneLine(describe(failure));
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

  /**
   * The text as a terminal may show it: without line ends and other control characters (C0 and C1)
   * and without those that change the direction of text, a blank for each run of them.
   */
  public static String oneLine(String text) {
    return text == null ? "" : UNSAFE.matcher(text).replaceAll(" ");
  }
}
