package io.github.fer4j.db;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The store in the server that the environment names, with a user who may do everything. The tables
 * in its database are dropped and made again.
 */
@EnabledIfEnvironmentVariable(
    named = "FER_TEST_JDBC_URL",
    matches = ".+",
    disabledReason = "FER_TEST_JDBC_URL names no server to test with")
class ExternalServerStoreIT extends ServerStoreContract {
  private static final int DEFAULT_PORT = 3306;

  @Override
  protected StoreAddress address() {
    return StoreAddress.parse(System.getenv("FER_TEST_JDBC_URL"))
        .withCredentials(
            System.getenv().getOrDefault("FER_TEST_JDBC_USER", "root"),
            System.getenv().getOrDefault("FER_TEST_JDBC_PASSWORD", ""));
  }

  private URI server() {
    return URI.create(address().url().substring("jdbc:".length()));
  }

  @Override
  protected String host() {
    return server().getHost();
  }

  @Override
  protected int port() {
    return server().getPort() < 0 ? DEFAULT_PORT : server().getPort();
  }

  @Override
  protected String databaseName() {
    return server().getPath().substring(1);
  }
}
