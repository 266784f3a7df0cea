package io.github.fer4j.db;

import io.github.fer4j.db.StoreException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jooq.SQLDialect;

/** Brings the tables up to date, from the migrations in this library. */
final class SchemaMigration {
  private static final String SCRIPTS = "classpath:io/github/fer4j/db/migration";
  // Beside the common ones: H2 cannot change a table in one statement, MySQL should.
  private static final String H2_SCRIPTS = SCRIPTS + "-h2";
  private static final String MYSQL_SCRIPTS = SCRIPTS + "-mysql";
  // Of our own, as the application that shares the database may use Flyway too.
  private static final String HISTORY = "fer4j_schema_history";

  /** Of MySQL and MariaDB: ER_TABLEACCESS_DENIED_ERROR. */
  private static final int COMMAND_DENIED = 1142;

  /** As long as another program may take to make the tables; without it we try nevertheless. */
  private static final int LOCK_SECONDS = 30;

  private static final List<String> TABLES =
      List.of("model", "source", "prediction", "fer", "faceless_picture");

  private final Database database;
  private final StoreAddress address;
  private final Flyway flyway;

  SchemaMigration(Database database, StoreAddress address) {
    this.database = database;
    this.address = address;
    this.flyway =
        Flyway.configure()
            .dataSource(database.dataSource())
            .locations(SCRIPTS, database.dialect() == SQLDialect.H2 ? H2_SCRIPTS : MYSQL_SCRIPTS)
            .table(HISTORY)
            .placeholders(placeholders())
            // The database may hold other tables; ours then start from nothing beside them.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .loggers("slf4j")
            .load();
  }

  // MySQL's TIMESTAMP ends in 2038 and follows the session's time zone; DATETIME does neither.
  private Map<String, String> placeholders() {
    String mysql = "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ";
    return switch (database.dialect()) {
      case MYSQL -> Map.of("table_options", mysql + "utf8mb4_0900_bin", "moment", "DATETIME(3)");
      case MARIADB -> Map.of("table_options", mysql + "utf8mb4_nopad_bin", "moment", "DATETIME(3)");
      default -> Map.of("table_options", "", "moment", "TIMESTAMP(3)");
    };
  }

  /**
   * Makes or updates the tables; does nothing, and needs no rights, if they are up to date.
   *
   * @return the version that the tables have now
   * @throws StoreException if they are newer than this library, or cannot be made
   */
  String bringUpToDate() {
    try {
      MigrationInfoService info = flyway.info();
      refuseNewer(info);
      if (info.pending().length > 0) {
        refuseForeignTables();
        requireRightToMakeTables();
        migrateAlone();
        info = flyway.info();
      }
      return info.current().getVersion().getVersion();
    } catch (FlywayException | SQLException failure) {
      throw explain(failure);
    }
  }

  private void refuseNewer(MigrationInfoService info) {
    MigrationVersion known =
        Arrays.stream(info.all())
            .filter(migration -> migration.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .max(MigrationVersion::compareTo)
            .orElseThrow();
    Optional<MigrationVersion> applied =
        Arrays.stream(info.applied())
            .map(MigrationInfo::getVersion)
            .max(MigrationVersion::compareTo);
    if (applied.isPresent() && applied.get().compareTo(known) > 0) {
      throw new StoreException(
          Reason.NEWER_SCHEMA,
          address
              + ": its tables are of version "
              + applied.get()
              + ", and this fer4j knows them up to version "
              + known
              + ". Use a newer fer4j.",
          null);
    }
  }

  // Tables first and history second: another program may be making them at this moment, and it
  // makes the history before the tables.
  private void refuseForeignTables() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      for (String table : TABLES) {
        if (exists(connection, table) && !exists(connection, HISTORY)) {
          throw new StoreException(
              Reason.BAD_SCHEMA,
              address
                  + ": it holds a table '"
                  + table
                  + "' that fer4j did not make. Rename that table, or use another database.",
              null);
        }
      }
    }
  }

  // Flyway would try ten times, a second apart, before it said that it may not.
  private void requireRightToMakeTables() throws SQLException {
    if (database.dialect() == SQLDialect.H2) {
      return;
    }
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      // The server looks at the right first, and makes nothing after a table that is not there.
      statement.execute("CREATE TABLE fer4j_right LIKE fer4j_no_such_table");
    } catch (SQLException failure) {
      if (failure.getErrorCode() == COMMAND_DENIED) {
        throw failure;
      }
    }
  }

  // Flyway makes its history and writes the first line into it in two steps, and a second program
  // that comes between them fails. An embedded file has one program only.
  private void migrateAlone() throws SQLException {
    if (database.dialect() == SQLDialect.H2) {
      flyway.migrate();
      return;
    }
    // The lock ends with the session, so nothing stays of it whatever happens to this program.
    try (Connection connection = database.dataSource().getConnection()) {
      lock(connection, "SELECT GET_LOCK(?, " + LOCK_SECONDS + ")");
      try {
        flyway.migrate();
      } finally {
        lock(connection, "SELECT RELEASE_LOCK(?)");
      }
    }
  }

  // Locks have a server's names, of 64 characters at most; databases have names of up to 64.
  private static void lock(Connection connection, String call) throws SQLException {
    String name = "fer4j " + Integer.toHexString(connection.getCatalog().hashCode());
    try (PreparedStatement statement = connection.prepareStatement(call)) {
      statement.setString(1, name);
      statement.executeQuery().close();
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    for (String name : List.of(table, table.toUpperCase(Locale.ROOT))) {
      try (ResultSet found =
          connection
              .getMetaData()
              .getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
        if (found.next()) {
          return true;
        }
      }
    }
    return false;
  }

  private StoreException explain(Exception failure) {
    StoreException explained = database.explain(failure);
    if (explained.reason() != Reason.OTHER && explained.reason() != Reason.REFUSED) {
      return explained;
    }
    return new StoreException(
        Reason.BAD_SCHEMA,
        address
            + ": the tables cannot be made or checked ("
            + failure.getMessage().strip().replaceAll("\\s+", " ")
            + "). If an earlier attempt was cut short, use an empty database.",
        failure);
  }
}
