package io.github.fer4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.cli.Main;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.model.TinyModel;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers in processes of their own, which are ended from outside. */
@Timeout(120)
class ServeProcessTest {
  private static final String LISTENING = "fer: listening on ";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path picture;
  private Path model;

  @BeforeEach
  void draw() throws IOException {
    BufferedImage image = Portrait.background(320, 240);
    Portrait.draw(image, 160, 120, 120);
    picture = folder.resolve("face.png");
    ImageIO.write(image, "png", picture.toFile());
    model = TinyModel.writeTo(folder.resolve("model"));
  }

  @Test
  void toldToEndItAnswersWhatItAcceptedWithinTenSeconds() throws Exception {
    Process server = start("--parallel", "1");
    URI address = address(server);
    assertThat(predict(address).join().statusCode()).isEqualTo(200);
    List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      accepted.add(predict(address));
    }
    CompletableFuture.anyOf(accepted.toArray(CompletableFuture[]::new)).join();
    server.destroy();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(130);
    for (CompletableFuture<HttpResponse<String>> answer : accepted) {
      assertThat(answer.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void storesPredictionsIfToldTo() throws Exception {
    String store = folder.resolve("store").toString();
    Process server = start("--store", "--db", store);
    predict(address(server)).join();
    server.destroy();
    server.waitFor();
    CommandRun list = CommandRun.fer("db", "list", "--db", store);
    assertThat(list.out()).contains("upload:picture").contains("Happy");
  }

  @Test
  void otherInterfacesNeedATokenOrAWord() {
    CommandRun run = CommandRun.fer("serve", "--host", "0.0.0.0", "--model", model);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("0.0.0.0").contains("--token").contains("--insecure");
  }

  @Test
  void aSizeThatIsNoneIsRefused() {
    CommandRun run = CommandRun.fer("serve", "--max-bytes", "ten");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("10MB").contains("'ten'");
  }

  private Process start(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--model",
                model.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static URI address(Process server) throws IOException {
    BufferedReader out = server.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(LISTENING)) {
        return URI.create(line.substring(LISTENING.length()).split(" ")[0]);
      }
      lines.add(line);
    }
    throw new IOException("The server ended: " + lines);
  }

  private CompletableFuture<HttpResponse<String>> predict(URI server) throws IOException {
    return client.sendAsync(
        HttpRequest.newBuilder(server.resolve("/v1/predict"))
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofFile(picture))
            .build(),
        BodyHandlers.ofString());
  }
}
