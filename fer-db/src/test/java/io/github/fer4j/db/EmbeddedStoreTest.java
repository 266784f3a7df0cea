package io.github.fer4j.db;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store in an embedded database file. */
class EmbeddedStoreTest extends PredictionStoreContract {
  @TempDir private Path folder;

  @Override
  protected StoreAddress address() {
    return StoreAddress.embedded(folder.resolve("fer"));
  }

  @Override
  protected String history() {
    return "\"fer4j_schema_history\"";
  }
}
