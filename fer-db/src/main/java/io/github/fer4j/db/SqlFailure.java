package io.github.fer4j.db;

import io.github.fer4j.db.StoreException.Reason;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** What went wrong, from the codes of MySQL, MariaDB and H2. */
enum SqlFailure {
  /** The transaction was taken back to let another through: worth trying again. */
  ROLLED_BACK(Reason.CONTENTION),
  /** The connection went; nobody knows whether a commit under way took place. */
  CONNECTION(Reason.UNREACHABLE),
  /** Another transaction stored the same row first, or a row came or went that keys point at. */
  CONFLICT(Reason.CONTENTION),
  DENIED(Reason.DENIED),
  NO_SUCH_DATABASE(Reason.NO_SUCH_DATABASE),
  NO_RIGHTS(Reason.NO_RIGHTS),
  IN_USE(Reason.IN_USE),
  DAMAGED_FILE(Reason.BAD_FILE),
  FILE_ACCESS(Reason.BAD_FILE),
  DISK_FULL(Reason.DISK_FULL),
  BAD_SCHEMA(Reason.BAD_SCHEMA),
  REFUSED(Reason.REFUSED),
  OTHER(Reason.OTHER);

  // MySQL, MariaDB: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
  // H2: org.h2.api.ErrorCode. The two ranges do not overlap.
  private static final Map<Integer, SqlFailure> BY_CODE =
      Map.ofEntries(
          Map.entry(1205, ROLLED_BACK), // lock wait timeout
          Map.entry(1213, ROLLED_BACK), // deadlock
          Map.entry(1020, ROLLED_BACK), // MariaDB: record has changed since last read
          Map.entry(40001, ROLLED_BACK),
          Map.entry(50200, ROLLED_BACK),
          Map.entry(90131, ROLLED_BACK), // H2: concurrent update
          Map.entry(1062, CONFLICT),
          Map.entry(1451, CONFLICT),
          Map.entry(1452, CONFLICT),
          Map.entry(23503, CONFLICT),
          Map.entry(23505, CONFLICT),
          Map.entry(23506, CONFLICT),
          Map.entry(1045, DENIED),
          Map.entry(1698, DENIED),
          Map.entry(28000, DENIED),
          Map.entry(1130, DENIED), // this host may not connect
          Map.entry(1049, NO_SUCH_DATABASE),
          Map.entry(90146, NO_SUCH_DATABASE),
          Map.entry(1044, NO_RIGHTS),
          Map.entry(1142, NO_RIGHTS),
          Map.entry(1143, NO_RIGHTS),
          Map.entry(1227, NO_RIGHTS),
          Map.entry(1290, NO_RIGHTS), // server is read-only
          Map.entry(1836, NO_RIGHTS),
          Map.entry(90096, NO_RIGHTS),
          Map.entry(90097, NO_RIGHTS),
          Map.entry(90020, IN_USE),
          Map.entry(90028, FILE_ACCESS),
          Map.entry(90030, DAMAGED_FILE),
          Map.entry(90062, FILE_ACCESS),
          Map.entry(1021, DISK_FULL),
          Map.entry(1114, DISK_FULL),
          Map.entry(1053, CONNECTION), // server is shutting down
          Map.entry(1927, CONNECTION), // MariaDB: connection was killed
          Map.entry(90067, CONNECTION),
          Map.entry(90098, CONNECTION),
          Map.entry(90121, CONNECTION),
          Map.entry(1146, BAD_SCHEMA), // no such table
          Map.entry(42102, BAD_SCHEMA),
          Map.entry(42104, BAD_SCHEMA),
          Map.entry(3819, REFUSED), // a check was violated
          Map.entry(4025, REFUSED),
          Map.entry(23513, REFUSED));

  private static final String NO_SPACE_LEFT = "no space left";
  private static final String ERRNO_28 = "errcode: 28";
  private static final String ERROR_28 = "error 28 ";

  private final Reason reason;

  SqlFailure(Reason reason) {
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Whether the database has certainly taken the transaction back, and a new one may pass. */
  boolean tookNothing() {
    return this == ROLLED_BACK || this == CONFLICT;
  }

  static SqlFailure of(Throwable failure) {
    boolean endsEarly = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isDiskFull(cause)) {
        return DISK_FULL;
      }
      endsEarly |= cause instanceof EOFException;
    }
    SqlFailure found = OTHER;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        SqlFailure kind = ofSql(sql);
        found = kind == OTHER ? found : kind;
      }
    }
    return found == FILE_ACCESS && endsEarly ? DAMAGED_FILE : found;
  }

  private static SqlFailure ofSql(SQLException sql) {
    SqlFailure byCode = BY_CODE.get(sql.getErrorCode());
    if (byCode != null) {
      return byCode;
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    if (state.startsWith("08")) {
      return CONNECTION;
    }
    if (state.startsWith("40")) {
      return ROLLED_BACK;
    }
    return sql instanceof java.sql.SQLTransientConnectionException ? CONNECTION : OTHER;
  }

  private static boolean isDiskFull(Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage().toLowerCase(Locale.ROOT);
    return message.contains(NO_SPACE_LEFT)
        || message.contains(ERRNO_28)
        || message.contains(ERROR_28);
  }
}
