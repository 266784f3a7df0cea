package io.github.fer4j.spark;

import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.StoreAddress;
import java.io.Serializable;
import java.sql.Driver;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A store that the driver and the executors open. Its text form, as that of every address, holds no
 * password.
 */
final class StoreTarget implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String USER = "FER_DB_USER";
  private static final String PASSWORD = "FER_DB_PASSWORD";

  private final String address;
  private final @Nullable String user;
  private final @Nullable String password;

  private StoreTarget(String address, @Nullable String user, @Nullable String password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  /**
   * @param address as {@link StoreAddress#parse} takes it
   * @param environment holds user and password as {@code FER_DB_USER} and {@code FER_DB_PASSWORD},
   *     unless the address does
   * @throws IllegalArgumentException if it is no address, user or password is missing, or it is a
   *     file and executors run in processes of their own
   */
  static StoreTarget of(SparkSession spark, String address, Map<String, String> environment) {
    StoreAddress parsed = StoreAddress.parse(address);
    boolean server = parsed.toString().startsWith("jdbc:mysql:");
    if (!server && !spark.sparkContext().isLocal()) {
      throw new IllegalArgumentException(
          parsed
              + ": one process alone can open an embedded database, executors cannot share it;"
              + " store into a MySQL or MariaDB server");
    }
    if (!parsed.needsCredentials()) {
      return new StoreTarget(address, null, null);
    }
    String user = parsed.user().orElse(environment.get(USER));
    String password = environment.get(PASSWORD);
    if (user == null || password == null) {
      throw new IllegalArgumentException(
          parsed + ": set " + USER + " and " + PASSWORD + " in the driver's environment");
    }
    return new StoreTarget(address, user, password);
  }

  /** Opens the store; where another version made its tables, they are updated. */
  PredictionStore open() {
    // Java looks for drivers once, in the class loader of whoever asked first: not that of the
    // application's jar, if that was Spark.
    ServiceLoader.load(Driver.class, StoreTarget.class.getClassLoader()).forEach(driver -> {});
    StoreAddress parsed = StoreAddress.parse(address);
    return PredictionStore.open(
        user == null || password == null ? parsed : parsed.withCredentials(user, password));
  }

  @Override
  public String toString() {
    return StoreAddress.parse(address).toString();
  }
}
