package io.github.fer4j.db;

import org.jooq.exception.DataAccessException;

/**
 * The database did not do what it was asked. The message is one line that names the database, says
 * what happened and what to do; it never holds credentials.
 */
public class StoreException extends DataAccessException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Reason {
    /** No server there, or the connection was lost. */
    UNREACHABLE,
    /** User or password are wrong. */
    DENIED,
    /** The server has no database of this name. */
    NO_SUCH_DATABASE,
    /** The user may not do this. */
    NO_RIGHTS,
    /** Another process has the embedded database open. */
    IN_USE,
    /** The tables are of a newer version than this library knows. */
    NEWER_SCHEMA,
    /** The tables are not there, or only half, or others stand in their place. */
    BAD_SCHEMA,
    /** The embedded database's file is damaged, is none, or cannot be made or opened. */
    BAD_FILE,
    /** No room left for the data. */
    DISK_FULL,
    /** Others were in the way (deadlock, lock), again and again. */
    CONTENTION,
    /** A check or key of the database refused the data. */
    REFUSED,
    /** Anything else. */
    OTHER
  }

  private final Reason reason;

  StoreException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of trouble it is. */
  public Reason reason() {
    return reason;
  }
}
