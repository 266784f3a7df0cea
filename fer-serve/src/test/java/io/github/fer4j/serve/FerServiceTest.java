package io.github.fer4j.serve;

import static io.github.fer4j.serve.TestServer.json;
import static io.github.fer4j.serve.TestServer.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.PictureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FerServiceTest {
  private static final ServiceOptions OPTIONS = ServiceOptions.DEFAULT.withParallel(2);

  @TempDir Path folder;

  @Test
  void aPictureIsAnsweredAsTheLibraryPredictsIt() throws Exception {
    Path file = Files.write(folder.resolve("face.png"), portrait());
    try (TestServer server = TestServer.start(folder, OPTIONS);
        EmotionPredictor library =
            EmotionPredictor.builder().model(folder).detector(TestServer.haar()).build()) {
      HttpResponse<String> response = server.post("/v1/predict", "image/png", portrait());
      FacePrediction expected = library.predict(file).get(0);
      JsonNode face = json(response).at("/faces/0");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(json(response).get("width").asInt()).isEqualTo(320);
      assertThat(json(response).get("height").asInt()).isEqualTo(240);
      assertThat(json(response).at("/model/name").asText()).isEqualTo("tiny");
      assertThat(json(response).at("/model/reading").asText()).isEqualTo("fer2013");
      assertThat(face.get("emotion").asText()).isEqualTo(expected.prediction().emotion().label());
      assertThat(face.get("state").asText()).isEqualTo(expected.prediction().state().label());
      assertThat(face.at("/probabilities/Happy").asDouble())
          .isCloseTo(expected.prediction().confidence(), within(1e-6));
      assertThat(face.at("/box/0").asInt()).isEqualTo(expected.box().x1());
      assertThat(face.at("/box/3").asInt()).isEqualTo(expected.box().y2());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crowd", "fer2013"})
  void aFaceIsReadAsTheOptionsSay(String reading) throws Exception {
    ModelBundle model = ModelBundle.shipped();
    Path file = Files.write(folder.resolve("face.png"), portrait());
    ServiceOptions options = OPTIONS.withReading(reading);
    try (TestServer server =
            TestServer.start(model, TestServer.haar(), options, (name, faces) -> {});
        EmotionPredictor library =
            EmotionPredictor.builder()
                .model(model)
                .reading(reading)
                .detector(TestServer.haar())
                .build()) {
      JsonNode answer = json(server.post("/v1/predict", "image/png", portrait()));
      Prediction expected = library.predict(file).get(0).prediction();
      assertThat(answer.at("/model/reading").asText()).isEqualTo(reading);
      for (Emotion emotion : expected.classes().emotions()) {
        assertThat(answer.at("/faces/0/probabilities/" + emotion.label()).asDouble())
            .isCloseTo(expected.probability(emotion).getAsDouble(), within(1e-6));
      }
    }
  }

  @Test
  void aModelThatIsReadOutOverFewerClassesAnswersAndSaysSo() throws Exception {
    ModelBundle seven = ModelBundle.read(TinyModel.writeTo(folder, ClassSet.SEVEN));
    ModelBundle model = seven.withClasses(ClassSet.FIVE);
    try (TestServer server =
        TestServer.start(model, TestServer.haar(), OPTIONS, (name, faces) -> {})) {
      JsonNode answer = json(server.post("/v1/predict?explain=true", "image/png", portrait()));
      JsonNode card = json(server.get("/v1/model"));
      assertThat(answer.at("/faces/0/probabilities").fieldNames())
          .toIterable()
          .containsExactlyElementsOf(ClassSet.FIVE.labels());
      assertThat(answer.at("/faces/0/explanation/method").asText()).isEqualTo("occlusion");
      assertThat(card.get("labels")).hasSize(5);
      assertThat(card.get("sha256").asText()).isEqualTo(seven.card().sha256());
    }
  }

  @Test
  void aReadingThatTheModelLacksIsRefusedBeforeTheServerStarts() throws Exception {
    ModelBundle model = ModelBundle.shipped();
    ServiceOptions options = OPTIONS.withReading("mine");
    try (FaceDetector detector = TestServer.haar()) {
      assertThatThrownBy(() -> new FerService(model, detector, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no reading 'mine', only fer2013, crowd");
    }
  }

  @Test
  void aPictureWithoutAFaceHasNone() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      byte[] empty = TestServer.png(Portrait.background(200, 100));
      HttpResponse<String> response = server.post("/v1/predict", "image/png", empty);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(json(response).get("faces")).isEmpty();
    }
  }

  @Test
  void oneBadPartDoesNotEndTheOthers() throws Exception {
    byte[] form =
        new Form()
            .add("a.png", portrait())
            .add("b.png", "not a picture".getBytes(StandardCharsets.UTF_8))
            .add("c.png", portrait())
            .bytes();
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      HttpResponse<String> response = server.post("/v1/predict", Form.TYPE, form);
      JsonNode results = json(response).get("results");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(results).hasSize(3);
      assertThat(results.findValuesAsText("filename")).containsExactly("a.png", "b.png", "c.png");
      assertThat(results.at("/0/faces")).hasSize(1);
      assertThat(results.at("/1/error/status").asInt()).isEqualTo(422);
      assertThat(results.get(1).has("faces")).isFalse();
      assertThat(results.get(2).get("faces")).isEqualTo(results.get(0).get("faces"));
    }
  }

  @Test
  void tenViewsOfAFaceGiveOtherProbabilitiesThanOne() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      HttpResponse<String> one = server.post("/v1/predict?tta=false", "image/png", portrait());
      HttpResponse<String> ten = server.post("/v1/predict?tta=true", "image/png", portrait());
      assertThat(json(ten).at("/faces/0/box")).isEqualTo(json(one).at("/faces/0/box"));
      assertThat(json(ten).at("/faces/0/probabilities"))
          .isNotEqualTo(json(one).at("/faces/0/probabilities"));
    }
  }

  @Test
  void anExplanationIsAPictureToBeLaidOverTheFace() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      HttpResponse<String> plain = server.post("/v1/predict", "image/png", portrait());
      HttpResponse<String> why = server.post("/v1/predict?explain=true", "image/png", portrait());
      JsonNode explanation = json(why).at("/faces/0/explanation");
      BufferedImage map =
          ImageIO.read(new ByteArrayInputStream(explanation.get("png").binaryValue()));
      assertThat(map.getWidth()).isEqualTo(map.getHeight());
      assertThat(map.getColorModel().hasAlpha()).isTrue();
      assertThat(explanation.get("method").asText()).isEqualTo("occlusion");
      assertThat(explanation.get("box")).isEqualTo(json(why).at("/faces/0/box"));
      assertThat(json(plain).at("/faces/0").has("explanation")).isFalse();
    }
  }

  @Test
  void whatIsNoPictureIsUnprocessable() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      assertProblem(server.post("/v1/predict", "image/jpeg", new byte[0]), 422, "an empty file");
      assertProblem(server.post("/v1/predict", "image/jpeg", new byte[99]), 422, "JPEG, PNG");
    }
  }

  @Test
  void aPictureOfTooManyPixelsIsRefusedByItsHeader() throws Exception {
    ServiceOptions small = OPTIONS.withLimits(new PictureLimits(1_000_000, 1000));
    try (TestServer server = TestServer.start(folder, small)) {
      assertProblem(server.post("/v1/predict", "image/png", portrait()), 422, "1000 pixels");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhateverItsKindAndHoweverItIsSent() throws Exception {
    ServiceOptions small = OPTIONS.withLimits(new PictureLimits(100, 1_000_000));
    byte[] form = new Form().add("a.png", portrait()).bytes();
    try (TestServer server = TestServer.start(folder, small)) {
      assertProblem(server.post("/v1/predict", "image/png", portrait()), 413, "100 bytes");
      assertProblem(server.post("/v1/predict", Form.TYPE, form), 413, "100 bytes");
      assertThat(RawClient.chunked(server.uri("/"), "image/png", portrait())).contains("413");
    }
  }

  @Test
  void whatIsNeitherPictureNorFormIsUnsupported() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      String form = "application/x-www-form-urlencoded";
      assertProblem(server.post("/v1/predict", form, portrait()), 415, "image/*");
    }
  }

  @Test
  void aRequestThatMakesNoSenseIsBad() throws Exception {
    byte[] cut = new Form().add("a.png", portrait()).bytes();
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      assertProblem(server.post("/v1/predict?tta=yes", "image/png", portrait()), 400, "'tta'");
      assertProblem(server.post("/v1/predict", "multipart/form-data", cut), 400, "boundary");
      assertProblem(server.post("/v1/predict", Form.TYPE, new byte[10]), 400, "multipart");
      assertProblem(
          server.post("/v1/predict", Form.TYPE, java.util.Arrays.copyOf(cut, 200)),
          400,
          "multipart");
    }
  }

  @Test
  void aWrongTokenIsRefusedOnEveryRouteThatTellsSomething() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS.withToken("s3cret"))) {
      for (String wrong : List.of("Bearer s3cre", "Bearer s3cret1", "Basic s3cret", "")) {
        for (String path : List.of("/v1/model", "/metrics")) {
          HttpResponse<String> response = server.get(path, "Authorization", wrong);
          assertProblem(response, 401, "token");
          assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
      }
      assertProblem(server.post("/v1/predict", "image/png", portrait()), 401, "token");
      assertThat(server.get("/v1/model", "Authorization", "Bearer s3cret").statusCode())
          .isEqualTo(200);
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatIsRefusedBeforeItsBodyIsReadSeesTheAnswer() throws Exception {
    byte[] body = new byte[4 << 20];
    try (TestServer server = TestServer.start(folder, OPTIONS.withToken("s3cret"))) {
      String[] token = {"Authorization", "Bearer s3cret"};
      for (int i = 0; i < 8; i++) {
        assertProblem(server.post("/v1/predict", "image/png", body), 401, "token");
        assertProblem(server.post("/v1/predict", "text/plain", body, token), 415, "image/*");
        assertProblem(server.post("/v1/predict?tta=yes", "image/png", body, token), 400, "'tta'");
        assertProblem(server.post("/v1/nothing", "image/png", body), 404, "nothing");
        assertProblem(server.post("/v1/model", "image/png", body), 405, "method");
      }
    }
  }

  @Test
  void theCardSaysWhichModelAnswers() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      HttpResponse<String> response = server.get("/v1/model");
      assertThat(json(response).at("/provenance/engine").asText()).isEqualTo("none");
      assertThat(json(response).get("labels")).hasSize(5);
    }
  }

  @Test
  void metricsCountWhatHappened() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      server.post("/v1/predict", "image/png", portrait());
      server.post("/v1/predict", "text/plain", portrait());
      assertThat(server.get("/metrics").body())
          .contains("fer_requests_total{route=\"predict\",status=\"200\"} 1.0")
          .contains("fer_requests_total{route=\"predict\",status=\"415\"} 1.0")
          .contains("fer_request_duration_seconds_bucket{route=\"predict\",le=\"30.0\"} 2")
          .contains("fer_faces_total{emotion=\"Happy\"} 1.0")
          .contains("fer_pictures_total 1.0")
          .contains("fer_queue_length 0.0")
          .contains("fer_running 0.0");
    }
  }

  @Test
  void unknownPathsAndMethodsAreProblemsToo() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      assertProblem(server.get("/v2/predict"), 404, "nothing");
      assertProblem(server.get("/v1/predict"), 405, "method");
    }
  }

  @Test
  void theListenerIsToldOfPicturesThatWereAnswered() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    byte[] form = new Form().add("a.png", portrait()).add("b.png", new byte[5]).bytes();
    try (TestServer server =
        TestServer.start(
            folder,
            TestServer.haar(),
            OPTIONS,
            (name, faces) -> told.add(name + " " + faces.size()))) {
      server.post("/v1/predict", Form.TYPE, form);
      server.post("/v1/predict", "image/png", portrait());
    }
    assertThat(told).containsExactly("a.png 1", "picture 1");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String detail)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).get("status").asInt()).isEqualTo(status);
    assertThat(json(response).get("title").asText()).isNotEmpty();
    assertThat(json(response).get("detail").asText()).contains(detail);
  }
}
