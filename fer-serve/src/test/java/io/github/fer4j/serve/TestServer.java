package io.github.fer4j.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A real server on the loopback interface with a tiny model, and a client. */
final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final FerServer server;
  final FerService service;
  final HttpClient client = HttpClient.newHttpClient();

  private TestServer(FerServer server, FerService service) {
    this.server = server;
    this.service = service;
  }

  static TestServer start(Path folder, ServiceOptions options) throws IOException {
    return start(folder, haar(), options, (name, faces) -> {});
  }

  static TestServer start(
      Path folder, FaceDetector detector, ServiceOptions options, PredictionListener listener)
      throws IOException {
    return start(ModelBundle.read(TinyModel.writeTo(folder)), detector, options, listener);
  }

  static TestServer start(
      ModelBundle model, FaceDetector detector, ServiceOptions options, PredictionListener listener)
      throws IOException {
    FerService service = new FerService(model, detector, options, listener);
    return new TestServer(FerServer.start(service, "127.0.0.1", 0), service);
  }

  static FaceDetector haar() {
    return new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
  }

  /** A picture with a drawn face, as PNG. */
  static byte[] portrait() {
    BufferedImage image = Portrait.background(320, 240);
    Portrait.draw(image, 160, 120, 120);
    return png(image);
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  URI uri(String path) {
    return server.address().resolve(path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  HttpResponse<String> post(String path, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, type, body), headers);
  }

  HttpRequest.Builder request(String path, String type, byte[] body) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
  }
}
