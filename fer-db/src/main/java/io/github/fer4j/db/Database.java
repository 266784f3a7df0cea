package io.github.fer4j.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultTransactionProvider;

/** A pool of connections, and transactions that are tried again where that is safe. */
final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final long SHORTEST_WAIT_MS = 1_000;
  private static final long LONGEST_WAIT_MS = 10_000;
  private static final boolean NO_SAVEPOINTS = false;
  private static final Duration IN_USE_WAIT = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int MAX_DOUBLINGS = 6;

  private final HikariDataSource pool;
  private final DSLContext context;
  private final String product;
  private final FailureMessage messages;
  private final Duration patience;
  private volatile boolean compactWhenClosed;

  /** Whether running a piece of work twice does the same as running it once. */
  enum Repeat {
    SAFE,
    UNSAFE
  }

  /** Work in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * @param attempt 0, then 1, 2 and so on if it is tried again
     */
    T run(DSLContext transaction, int attempt);
  }

  private Database(
      HikariDataSource pool,
      SQLDialect dialect,
      String product,
      FailureMessage messages,
      Duration patience) {
    this.pool = pool;
    this.product = product;
    this.messages = messages;
    this.patience = patience;
    this.context =
        DSL.using(
            new DefaultConfiguration()
                .set(new DataSourceConnectionProvider(pool))
                .set(dialect)
                .set(
                    new Settings()
                        .withRenderSchema(false)
                        .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)));
  }

  /**
   * Connects.
   *
   * @param patience how long to try again what failed for a reason that may pass
   * @throws StoreException if there is no connection
   */
  static Database connect(StoreAddress address, Duration patience) {
    FailureMessage messages = new FailureMessage(address);
    HikariDataSource pool = null;
    try {
      pool = pool(address, patience);
      try (Connection connection = pool.getConnection()) {
        DatabaseMetaData metaData = connection.getMetaData();
        String version = metaData.getDatabaseProductVersion();
        SQLDialect dialect = dialect(address, version);
        String product = dialect.getName() + " " + version;
        return new Database(pool, dialect, product, messages, patience);
      }
    } catch (SQLException | RuntimeException failure) {
      if (pool != null) {
        pool.close();
      }
      throw messages.explain(failure);
    }
  }

  private static HikariDataSource pool(StoreAddress address, Duration patience) {
    long deadline = System.nanoTime() + IN_USE_WAIT.toNanos();
    for (int attempt = 0; ; attempt++) {
      try {
        return new HikariDataSource(configuration(address, patience));
      } catch (RuntimeException failure) {
        // Two short programs one after the other is what people do.
        boolean mayPass = SqlFailure.of(failure) == SqlFailure.IN_USE;
        if (!mayPass || System.nanoTime() > deadline) {
          throw failure;
        }
        pause(attempt);
      }
    }
  }

  private static HikariConfig configuration(StoreAddress address, Duration patience) {
    HikariConfig configuration = new HikariConfig();
    configuration.setPoolName("fer4j");
    // A data source of its own kind, so that no property of the URL appears in the pool's log.
    configuration.setDataSource(
        new DriverDataSource(address.url(), null, address.connectionProperties(), null, null));
    configuration.setMaximumPoolSize(CONNECTIONS);
    configuration.setMinimumIdle(1);
    configuration.setConnectionTimeout(
        Math.max(SHORTEST_WAIT_MS, Math.min(patience.toMillis(), LONGEST_WAIT_MS)));
    // Fewer locks than MySQL's default, and an attempt sees what others stored since the last.
    configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return configuration;
  }

  private static SQLDialect dialect(StoreAddress address, String version) {
    if (address.isH2()) {
      return SQLDialect.H2;
    }
    return version.contains("MariaDB") ? SQLDialect.MARIADB : SQLDialect.MYSQL;
  }

  DataSource dataSource() {
    return pool;
  }

  SQLDialect dialect() {
    return context.dialect();
  }

  /** Name and version of the database. */
  String product() {
    return product;
  }

  /** Runs queries that change nothing; tried once more if the connection was lost. */
  <T> T read(Function<DSLContext, T> queries) {
    for (int attempt = 0; ; attempt++) {
      try {
        return queries.apply(context);
      } catch (DataAccessException failure) {
        if (attempt > 0 || SqlFailure.of(failure) != SqlFailure.CONNECTION) {
          throw messages.explain(failure);
        }
      }
    }
  }

  /**
   * Runs work in a transaction, and again when it was rolled back to let another through, or, if
   * that is safe, when the connection was lost.
   *
   * @throws StoreException if it failed for good, or for as long as patience lasts
   */
  <T> T transaction(Repeat repeat, Work<T> work) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 0; ; attempt++) {
      // Taken here and not by jOOQ, which would wait for it again in order to roll back.
      try (Connection connection = pool.getConnection()) {
        return inTransaction(connection, work, attempt);
      } catch (SQLException | DataAccessException failure) {
        SqlFailure kind = SqlFailure.of(failure);
        boolean again =
            kind.tookNothing() || kind == SqlFailure.CONNECTION && repeat == Repeat.SAFE;
        if (!again || System.nanoTime() > deadline || !pause(attempt)) {
          throw messages.explain(failure);
        }
      }
    }
  }

  private <T> T inTransaction(Connection connection, Work<T> work, int attempt) {
    DefaultConnectionProvider only = new DefaultConnectionProvider(connection);
    return DSL.using(
            context
                .configuration()
                .derive(only)
                .derive(new DefaultTransactionProvider(only, NO_SAVEPOINTS)))
        .transactionResult(nested -> work.run(nested.dsl(), attempt));
  }

  StoreException explain(Exception failure) {
    return messages.explain(failure);
  }

  /** Waits a little, longer each time and never quite the same; false if interrupted. */
  private static boolean pause(int attempt) {
    long longest = FIRST_PAUSE.toMillis() << Math.min(attempt, MAX_DOUBLINGS);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Has an embedded database's file written anew when closed, without what was deleted. */
  void compactWhenClosed() {
    compactWhenClosed = dialect() == SQLDialect.H2;
  }

  @Override
  public void close() {
    try {
      if (compactWhenClosed) {
        // H2's own command; jOOQ has no method for it.
        context.execute("SHUTDOWN COMPACT");
      }
    } catch (DataAccessException failure) {
      // The command itself ends the connection that it came by.
      if (SqlFailure.of(failure) != SqlFailure.CONNECTION) {
        throw messages.explain(failure);
      }
    } finally {
      pool.close();
    }
  }
}
