package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://bob:s3cret@db.example:3307/fer?useSSL=true",
        "jdbc:mysql://db.example:3307/fer?user=bob&password=s3cret",
        "jdbc:mysql://bob@db.example:3307/fer?password=s3cret&x=y",
        "jdbc:mariadb://bob:s3cret@db.example:3307/fer",
        "JDBC:MySQL://bob:s3cret@db.example:3307/fer"
      })
  void credentialsOfAUrlAreKeptOutOfEveryTextOfIt(String url) {
    StoreAddress address = StoreAddress.parse(url);

    assertThat(address).hasToString("jdbc:mysql://db.example:3307/fer");
    assertThat(address.url()).isEqualTo("jdbc:mysql://db.example:3307/fer");
    assertThat(address.user()).contains("bob");
    assertThat(address.connectionProperties()).containsEntry("password", "s3cret");
    assertThat(address.needsCredentials()).isFalse();
    assertThat(address.hasPassword()).isTrue();
  }

  @Test
  void aPasswordMayHoldSlashesAtSignsAndEncodedLetters() {
    StoreAddress address = StoreAddress.parse("jdbc:mysql://bob:p%25a/b@c+d@host/fer");

    assertThat(address).hasToString("jdbc:mysql://host/fer");
    assertThat(address.connectionProperties()).containsEntry("password", "p%a/b@c+d");
  }

  @Test
  void otherSecretsOfAUrlAreNotShownEither() {
    StoreAddress address =
        StoreAddress.parse("jdbc:mysql://host/fer?trustCertificateKeyStorePassword=s3cret");

    assertThat(address).hasToString("jdbc:mysql://host/fer");
    assertThat(address.connectionProperties())
        .containsEntry("trustCertificateKeyStorePassword", "s3cret");
  }

  @Test
  void whatTheUserSaysGoesBeforeTheDefaults() {
    assertThat(StoreAddress.parse("jdbc:mysql://host/fer?socketTimeout=5").connectionProperties())
        .containsEntry("socketTimeout", "5")
        .containsEntry("connectTimeout", "10000");
    assertThat(StoreAddress.parse("jdbc:h2:mem:x;WRITE_DELAY=7").url())
        .contains("WRITE_DELAY=7")
        .doesNotContain("WRITE_DELAY=0");
  }

  @Test
  void theDriverIsToldNothingButTimeoutsUnlessTheUserSaysMore() {
    assertThat(StoreAddress.parse("jdbc:mysql://host/fer").connectionProperties())
        .containsOnlyKeys("user", "password", "connectTimeout", "socketTimeout");
  }

  @Test
  void namingAFolderIsRefusedWhenTheStoreIsOpenedAndNotBefore(@TempDir Path folder) {
    StoreAddress address = StoreAddress.embedded(folder);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionStore.open(address))
        .withMessageContaining(folder + " is a folder");
  }

  @Test
  void aServerNeedsCredentialsAndAnEmbeddedDatabaseDoesNot() {
    assertThat(StoreAddress.parse("jdbc:mysql://host/fer").needsCredentials()).isTrue();
    assertThat(StoreAddress.parse("jdbc:mysql://bob@host/fer").needsCredentials()).isTrue();
    assertThat(
            StoreAddress.parse("jdbc:mysql://host/fer").withCredentials("a", "").needsCredentials())
        .isFalse();
    assertThat(StoreAddress.parse("some/file").needsCredentials()).isFalse();
  }

  @Test
  void anythingElseIsTheFileOfAnEmbeddedDatabase() {
    String shown = Path.of("some/faces.mv.db").toAbsolutePath().toString();

    assertThat(StoreAddress.parse("some/faces")).hasToString(shown);
    assertThat(StoreAddress.parse("some/faces.mv.db")).hasToString(shown);
    assertThat(StoreAddress.parse("some/x/../faces")).isEqualTo(StoreAddress.parse("some/faces"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://bob:s3cret@host/fer",
        "mysql://bob:s3cret@host/fer",
        "jdbc:mysql://bob:s3cret@host",
        "jdbc:mysql://bob:s3cret@host/",
        "jdbc:mysql://bob:s3cret",
        "jdbc:mysql://bob:s3cr%et@host/fer",
        "jdbc:mysql://(host=h,user=bob,password=s3cret)/fer",
        "jdbc:mysql://address=(host=h)(password=s3cret)/fer"
      })
  void aUrlThatCannotBeIsRefusedWithoutRepeatingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreAddress.parse(url))
        .withMessageNotContaining("s3c")
        .withMessageNotContaining("bob")
        .withNoCause();
  }

  @Test
  void credentialsOfAnH2UrlAreKeptOutOfItsTextToo() {
    StoreAddress address = StoreAddress.parse("jdbc:h2:mem:x;user=bob;PASSWORD=s3cret;MODE=MySQL");

    assertThat(address).hasToString("jdbc:h2:mem:x");
    assertThat(address.url()).doesNotContain("s3cret").contains("MODE=MySQL");
    assertThat(address.connectionProperties())
        .containsEntry("user", "bob")
        .containsEntry("password", "s3cret");
  }

  @Test
  void aPathCannotSmuggleSettingsIntoTheUrl() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreAddress.embedded(Path.of("x;INIT=RUNSCRIPT FROM 'y'")))
        .withMessageContaining("semicolon");
  }
}
