package io.github.fer4j.cli.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.db.StoreAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreOptionsTest {
  private static final StoreAddress USUAL = StoreAddress.embedded(Path.of("/usual"));
  private static final Map<String, String> CREDENTIALS =
      Map.of("FER_DB_USER", "fer", "FER_DB_PASSWORD", "Canary-5");

  private static StoreOptions given(String url) {
    StoreOptions options = new StoreOptions();
    options.url = url;
    return options;
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheUsualFile() {
    Map<String, String> environment = Map.of("FER_DB_URL", "/from/environment");

    assertThat(given("/given").address(environment, USUAL)).hasToString("/given.mv.db");
    assertThat(given(null).address(environment, USUAL)).hasToString("/from/environment.mv.db");
    assertThat(given(null).address(Map.of("FER_DB_URL", ""), USUAL)).isEqualTo(USUAL);
    assertThat(given(null).address(Map.of(), USUAL)).isEqualTo(USUAL);
  }

  @Test
  void userAndPasswordComeFromTheEnvironmentAndAreNotShown() {
    StoreAddress address = given("jdbc:mysql://host/db").address(CREDENTIALS, USUAL);

    assertThat(address.user()).contains("fer");
    assertThat(address.hasPassword()).isTrue();
    assertThat(address).hasToString("jdbc:mysql://host/db");
  }

  @Test
  void theAddressInTheEnvironmentMayHoldThem() {
    StoreAddress address =
        given(null).address(Map.of("FER_DB_URL", "jdbc:mysql://u:Canary-5@host/db"), USUAL);

    assertThat(address.user()).contains("u");
    assertThat(address.toString()).doesNotContain("Canary-5");
  }

  @Test
  void whatIsMissingIsNamedWhereNobodyCanBeAsked() {
    Map<String, String> none = Map.of();

    assertThatThrownBy(() -> given("jdbc:mysql://host/db").address(none, USUAL))
        .hasMessage(
            "jdbc:mysql://host/db: set FER_DB_USER and FER_DB_PASSWORD, as there is no terminal to"
                + " ask at");
    assertThatThrownBy(() -> given("jdbc:mysql://u@host/db").address(none, USUAL))
        .hasMessage("jdbc:mysql://host/db: set FER_DB_PASSWORD, as there is no terminal to ask at");
  }

  @Test
  void theCommandThatLoadsCanBePastedAndHoldsNoPassword() {
    Path file = Path.of("/data/it's.jsonl");

    assertThat(given(null).loadCommand(file)).isEqualTo("fer db load '/data/it'\\''s.jsonl'");
    assertThat(given("jdbc:mysql://u@host/db?a=b").loadCommand(file))
        .isEqualTo("fer db load '/data/it'\\''s.jsonl' --db 'jdbc:mysql://host/db'");
  }

  @Test
  void theDataFolderIsThePlatforms() {
    Path home = Path.of("/home/me");

    assertThat(DataFolder.of(Map.of(), "Linux", home))
        .isEqualTo(Path.of("/home/me/.local/share/fer4j"));
    assertThat(DataFolder.of(Map.of("XDG_DATA_HOME", "/data"), "Linux", home))
        .isEqualTo(Path.of("/data/fer4j"));
    assertThat(DataFolder.of(Map.of("XDG_DATA_HOME", "data"), "Linux", home))
        .isEqualTo(Path.of("/home/me/.local/share/fer4j"));
    assertThat(DataFolder.of(Map.of(), "Mac OS X", home))
        .isEqualTo(Path.of("/home/me/Library/Application Support/fer4j"));
    assertThat(DataFolder.of(Map.of("APPDATA", "/roaming"), "Windows 11", home))
        .isEqualTo(Path.of("/roaming/fer4j"));
  }
}
