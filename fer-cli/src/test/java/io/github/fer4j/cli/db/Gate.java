package io.github.fer4j.cli.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.h2.api.Trigger;

/** Makes an embedded database slow, or unwilling, as those who test it want. */
public final class Gate {
  /** What holds up rows that are stored by this process; opened by counting down. */
  public static final class Shut implements Trigger {
    static volatile CountDownLatch latch = new CountDownLatch(1);

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
      try {
        latch.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Refuses every row. */
  public static final class Refusing implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      throw new SQLException("not today", "HY000");
    }
  }

  private Gate() {}

  /** Holds up what is stored from now on, until {@link #open}. */
  public static void shut(Path database) throws SQLException {
    Shut.latch = new CountDownLatch(1);
    install(database, Shut.class);
  }

  /** Lets it all through. */
  public static void open() {
    Shut.latch.countDown();
  }

  /** Refuses what is stored from now on. */
  public static void refuse(Path database) throws SQLException {
    install(database, Refusing.class);
  }

  /** Takes what was installed away. */
  public static void remove(Path database) throws SQLException {
    execute(database, "DROP TRIGGER gate");
  }

  private static void install(Path database, Class<? extends Trigger> trigger) throws SQLException {
    execute(
        database,
        "CREATE TRIGGER gate BEFORE INSERT ON prediction FOR EACH ROW CALL '"
            + trigger.getName()
            + "'");
  }

  private static void execute(Path database, String sql) throws SQLException {
    String url = "jdbc:h2:file:" + database.toString().replace(".mv.db", "");
    try (Connection connection = DriverManager.getConnection(url, "", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
