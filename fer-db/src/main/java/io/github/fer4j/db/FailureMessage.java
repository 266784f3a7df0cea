package io.github.fer4j.db;

import io.github.fer4j.core.OneLine;
import java.nio.file.FileSystemException;
import java.sql.SQLException;

/** Turns what a driver throws into one line that says where, what and what to do. */
final class FailureMessage {
  private final StoreAddress address;

  FailureMessage(StoreAddress address) {
    this.address = address;
  }

  StoreException explain(Throwable failure) {
    if (failure instanceof StoreException known) {
      return known;
    }
    SqlFailure kind = SqlFailure.of(failure);
    // Not jOOQ's exception around it, whose message repeats the whole statement.
    SQLException sql = deepest(failure, SQLException.class);
    return new StoreException(
        kind.reason(), address + ": " + text(kind, failure), sql == null ? failure : sql);
  }

  private String text(SqlFailure kind, Throwable failure) {
    return switch (kind) {
      case CONNECTION ->
          "no connection to the database ("
              + said(failure)
              + "). Check that the server runs and that host and port are right.";
      case DENIED ->
          "the database server refused "
              + who()
              + ". Check the user name and the password, and that this user may connect from here.";
      case NO_SUCH_DATABASE ->
          "the server has no database of this name. Create it there with CREATE DATABASE, and"
              + " grant "
              + who()
              + " rights to it.";
      case NO_RIGHTS ->
          who()
              + " may not do this ("
              + said(failure)
              + "). Ask the server's administrator: setting up takes SELECT, INSERT, UPDATE, DELETE,"
              + " CREATE, ALTER, INDEX, REFERENCES and CREATE VIEW, daily use the first four.";
      case IN_USE ->
          "another program has this embedded database open, and only one can. Wait until it ends,"
              + " or keep predictions in a MySQL server, which many can use at once.";
      case DAMAGED_FILE ->
          "this file is damaged, or no database at all. Bring it back from a backup, or name another"
              + " file.";
      case FILE_ACCESS ->
          "this file cannot be made or opened ("
              + said(failure)
              + "). Check that its folder is there and may be written to, or name another file.";
      case DISK_FULL ->
          "no room is left where the database keeps its files. Make room and try again.";
      case ROLLED_BACK, CONFLICT ->
          "other programs kept the same rows locked again and again. Try again later.";
      case BAD_SCHEMA ->
          "a table is missing ("
              + said(failure)
              + "). Somebody dropped it: set up an empty database.";
      case REFUSED -> "the database refused a row that breaks its rules (" + said(failure) + ").";
      case OTHER -> said(failure);
    };
  }

  private String who() {
    return address.user().map(user -> "user '" + user + "'").orElse("this user");
  }

  /** What the innermost cause said, on one line. */
  private static String said(Throwable failure) {
    Throwable cause = deepest(failure, Throwable.class);
    String name = cause.getClass().getSimpleName();
    String message = cause.getMessage() == null ? name : cause.getMessage();
    if (cause instanceof FileSystemException) {
      message = name + ": " + message; // its message may be no more than the file's name
    }
    return OneLine.of(message.strip()).replaceAll(" {2,}", " ");
  }

  private static <T extends Throwable> T deepest(Throwable failure, Class<T> type) {
    T found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        found = type.cast(cause);
      }
    }
    return found;
  }
}
