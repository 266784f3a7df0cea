package io.github.fer4j.serve;

import static io.github.fer4j.serve.TestServer.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.PictureLimits;
import io.javalin.Javalin;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openapi.yaml beside the real server: it says neither less nor more than the server does. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final Set<String> seen = new TreeSet<>();
  private JsonNode document;

  @Test
  void itIsValid() {
    ParseOptions strict = new ParseOptions();
    strict.setResolve(true);
    String text = new String(Page.resource("openapi.yaml"), StandardCharsets.UTF_8);
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, strict);
    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
  }

  @Test
  void everyRouteIsDescribedAndNoOther() throws Exception {
    ModelBundle model = ModelBundle.read(TinyModel.writeTo(folder));
    try (FerService service = new FerService(model, picture -> List.of(), ServiceOptions.DEFAULT)) {
      Javalin javalin = Javalin.create(service::mount);
      Set<String> routes =
          javalin.unsafe.internalRouter.allHttpHandlers().stream()
              .map(handler -> handler.endpoint.method + " " + handler.endpoint.path)
              .filter(route -> route.startsWith("GET ") || route.startsWith("POST "))
              .collect(Collectors.toCollection(TreeSet::new));
      routes.add("GET /v1/stream");
      Set<String> described = new TreeSet<>();
      for (var path : document().get("paths").properties()) {
        path.getValue()
            .fieldNames()
            .forEachRemaining(
                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
      }
      assertThat(described).isEqualTo(routes);
    }
  }

  @Test
  void everyDescribedResponseIsTheServersAndFitsItsSchema() throws Exception {
    byte[] form = new Form().add("a.png", portrait()).add("b.png", new byte[3]).bytes();
    String predict = "/v1/predict";
    try (TestServer server = TestServer.start(folder, ServiceOptions.DEFAULT)) {
      check(
          "post",
          predict,
          server.post(predict + "?tta=true&explain=true", "image/png", portrait()));
      check("post", predict, server.post(predict, Form.TYPE, form));
      check("post", predict, server.post(predict + "?tta=1", "image/png", portrait()));
      check("post", predict, server.post(predict, "text/plain", portrait()));
      check("post", predict, server.post(predict, "image/png", new byte[3]));
      checkHandshake(server, "Origin: http://evil.example", 403);
      for (String path : Set.of("/v1/model", "/metrics", "/health/live", "/health/ready")) {
        check("get", path, server.get(path));
      }
      check("get", "/openapi.yaml", server.get("/openapi.yaml"));
      check("get", "/", server.get("/"));
      server.service.drain();
      check("get", "/health/ready", server.get("/health/ready"));
    }
    ServiceOptions strict =
        ServiceOptions.DEFAULT.withToken("s3cret").withLimits(new PictureLimits(50, 50));
    try (TestServer server = TestServer.start(folder, strict)) {
      check("post", predict, server.post(predict, "image/png", portrait()));
      check(
          "post",
          predict,
          server.post(predict, "image/png", portrait(), "Authorization", "Bearer s3cret"));
      checkHandshake(server, "Origin: http://localhost", 401);
      for (String path : Set.of("/v1/model", "/metrics")) {
        check("get", path, server.get(path));
      }
    }
    // Those that take a slow client, a full queue and a WebSocket: OverloadTest, StreamTest.
    for (int status : new int[] {408, 429, 503}) {
      seen.add("post /v1/predict " + status);
    }
    seen.add("get /v1/stream 101");
    assertThat(seen).isEqualTo(described());
  }

  private JsonNode document() throws IOException {
    if (document == null) {
      document = new YAMLMapper().readTree(Page.resource("openapi.yaml"));
    }
    return document;
  }

  private Set<String> described() throws IOException {
    Set<String> described = new TreeSet<>();
    for (var path : document().get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        for (var response : method.getValue().get("responses").properties()) {
          described.add(method.getKey() + " " + path.getKey() + " " + response.getKey());
        }
      }
    }
    return described;
  }

  private void check(String method, String path, HttpResponse<String> response) throws IOException {
    String name = method + " " + path + " " + response.statusCode();
    assertThat(described()).contains(name);
    seen.add(name);
    JsonNode content = content(method, path, response.statusCode());
    String type = response.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
    assertThat(content.has(type)).as(name + " " + type).isTrue();
    if (type.endsWith("json")) {
      assertThat(schema(content.get(type).get("schema")).validate(TestServer.json(response)))
          .as(name)
          .isEmpty();
    }
    if (response.statusCode() == 503) {
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private void checkHandshake(TestServer server, String header, int status) throws IOException {
    assertThat(RawClient.handshake(server.uri("/"), header))
        .startsWith("HTTP/1.1 " + status)
        .contains(Problem.CONTENT_TYPE)
        .contains("\"status\":" + status);
    seen.add("get /v1/stream " + status);
  }

  private JsonNode content(String method, String path, int status) throws IOException {
    JsonNode response =
        document().get("paths").get(path).get(method).get("responses").get("" + status);
    JsonNode reference = response.get("$ref");
    return (reference == null ? response : document().at(reference.asText().substring(1)))
        .get("content");
  }

  /** A schema of the document, with the components that it refers to. */
  private JsonSchema schema(JsonNode schema) throws IOException {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("allOf", JSON.createArrayNode().add(schema));
    whole.set("components", document().get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
  }
}
