package io.github.fer4j.serve;

import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import io.github.fer4j.infer.picture.MalformedPictureException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API over one model, to be mounted on any Javalin application:
 *
 * <pre>{@code
 * FerService service = new FerService(ModelBundle.shipped(), detector, ServiceOptions.DEFAULT);
 * Javalin.create(service::mount).start(8080);
 * }</pre>
 *
 * <p>Its errors are answered as application/problem+json; routes of the application are not
 * touched. Nothing of a picture is stored, written to a disk or logged, and no address that a
 * client names is fetched. Safe for use by several threads; close it after the application stopped.
 */
public final class FerService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FerService.class);

  private final ServiceOptions options;
  private final Recognizer recognizer;
  private final TokenCheck token;
  private final BodyReader bodies;
  private final Gate gate;
  private final ServiceMetrics metrics;
  private final PredictionListener listener;
  private final StreamRoute stream;
  private volatile boolean draining;

  /** A service that closes the detector with itself. */
  public FerService(ModelBundle model, FaceDetector detector, ServiceOptions options) {
    this(model, detector, options, (name, faces) -> {});
  }

  /**
   * A service that closes the detector with itself.
   *
   * @param listener is told of what was predicted; what it throws ends the request with 500
   * @throws IllegalArgumentException if the model has no reading that the options name
   */
  public FerService(
      ModelBundle model,
      FaceDetector detector,
      ServiceOptions options,
      PredictionListener listener) {
    this.options = options;
    this.recognizer = new Recognizer(model, detector, options);
    this.token = new TokenCheck(options.token());
    this.bodies = new BodyReader(options.limits().bytes(), options.bodyTimeout());
    this.gate = new Gate(options.parallel(), options.queue(), options.perClient());
    this.metrics = new ServiceMetrics(gate);
    this.listener = listener;
    this.stream = new StreamRoute(recognizer, gate, metrics, options);
  }

  /** Adds the routes to an application that is being configured. */
  public void mount(JavalinConfig config) {
    Page page = new Page();
    String card = ModelCardJson.write(recognizer.card());
    ClientAddress client = new ClientAddress(options.clientHeader());
    PredictRoute predict = new PredictRoute(recognizer, bodies, client, gate, metrics, listener);
    config.routes.post("/v1/predict", secured("predict", predict));
    config.routes.get(
        "/v1/model", secured("model", c -> c.result(card).contentType(Json.CONTENT_TYPE)));
    config.routes.get(
        "/metrics",
        secured("metrics", c -> c.result(metrics.text()).contentType(metrics.contentType())));
    config.routes.get("/", open("page", page::write));
    byte[] description = Page.resource("openapi.yaml");
    config.routes.get(
        "/openapi.yaml",
        open("openapi", c -> c.result(description).contentType("application/yaml")));
    config.routes.wsBeforeUpgrade("/v1/stream", new StreamAccess(token)::beforeUpgrade);
    config.routes.ws("/v1/stream", stream::configure);
    config.routes.get("/health/live", open("live", c -> Json.write(c, Map.of("status", "up"))));
    config.routes.get("/health/ready", open("ready", c -> requireReady().handle(c)));
  }

  private Handler requireReady() {
    if (draining) {
      throw new Problem(503, "The server is shutting down.");
    }
    return context -> Json.write(context, Map.of("status", "ready"));
  }

  private Handler secured(String route, Handler work) {
    return open(
        route,
        context -> {
          token.requireHeader(context.header(Header.AUTHORIZATION));
          work.handle(context);
        });
  }

  private Handler open(String route, Handler work) {
    return context -> {
      long start = System.nanoTime();
      try {
        work.handle(context);
      } catch (Problem problem) {
        refuse(context, problem);
      } catch (MalformedPictureException e) {
        new Problem(422, e.getMessage()).writeTo(context);
      } catch (RuntimeException | Error e) {
        LOG.error("{} failed", route, e);
        new Problem(500, "The server failed. Its log says why.").writeTo(context);
      } finally {
        metrics.answered(route, context.statusCode(), System.nanoTime() - start);
      }
    };
  }

  /** Answers a request with a problem, once its body is out of the way. */
  void refuse(Context context, Problem problem) {
    if (problem.status() != 408) { // that body has had its time
      bodies.discardRest(context.req());
    }
    problem.writeTo(context);
  }

  /**
   * From now on {@code /health/ready} answers 503, so that a load balancer sends nothing more.
   * Streams are closed.
   */
  public void drain() {
    draining = true;
    stream.drain();
  }

  /** Closes model and detector. */
  @Override
  public void close() {
    stream.close();
    recognizer.close();
  }
}
