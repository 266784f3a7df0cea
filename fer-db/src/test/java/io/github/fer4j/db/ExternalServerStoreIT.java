package io.github.fer4j.db;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The store in the server that the environment names. Its tables are dropped and made again. */
@EnabledIfEnvironmentVariable(
    named = "FER_TEST_JDBC_URL",
    matches = ".+",
    disabledReason = "FER_TEST_JDBC_URL names no server to test with")
class ExternalServerStoreIT extends PredictionStoreContract {

  @Override
  protected StoreAddress address() {
    return StoreAddress.parse(System.getenv("FER_TEST_JDBC_URL"))
        .withCredentials(
            System.getenv().getOrDefault("FER_TEST_JDBC_USER", "root"),
            System.getenv().getOrDefault("FER_TEST_JDBC_PASSWORD", ""));
  }
}
