package io.github.fer4j.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server for a {@link FerService} alone, with bounds on threads, connections and idle time, which
 * answers what it has accepted before it stops.
 */
public final class FerServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 4096;
  private static final int THREADS_BESIDE_BODIES = 72;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration DRAIN = Duration.ofSeconds(9);

  private static final Logger LOG = LoggerFactory.getLogger(FerServer.class);

  private final Javalin javalin;
  private final FerService service;
  private final String host;
  private final int port;

  private FerServer(Javalin javalin, FerService service, String host) {
    this.javalin = javalin;
    this.service = service;
    this.host = host;
    this.port = javalin.port();
  }

  /**
   * Starts to listen.
   *
   * @param service is closed with the server
   * @param host name or address of the interface to listen on
   * @param port 0 for any that is free
   * @throws IllegalStateException if it cannot listen there
   */
  public static FerServer start(FerService service, String host, int port) {
    try {
      Javalin javalin = Javalin.create(config -> configure(config, service));
      return new FerServer(javalin.start(host, port), service, host);
    } catch (RuntimeException e) {
      service.close();
      throw new IllegalStateException(
          "Cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private static void configure(JavalinConfig config, FerService service) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.jetty.threadPool =
        new QueuedThreadPool(BodyReader.MOST_AT_A_TIME + THREADS_BESIDE_BODIES);
    config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE.toMillis()));
    config.jetty.modifyServer(FerServer::configure);
    service.mount(config);
    config.routes.error(404, c -> service.refuse(c, new Problem(404, "There is nothing here.")));
    config.routes.error(405, c -> service.refuse(c, new Problem(405, "Another method is wanted.")));
  }

  private static void configure(Server server) {
    server.insertHandler(new Draining());
    server.setStopTimeout(DRAIN.toMillis());
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
  }

  /** Turns requests away while the server stops, as the API's other errors are told. */
  private static final class Draining extends GracefulHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (!isShutdown()) {
        return super.handle(request, response, callback);
      }
      Problem problem = new Problem(503, "The server is shutting down.");
      response.setStatus(problem.status());
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Problem.RETRY_SECONDS);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
      response.write(true, ByteBuffer.wrap(Json.bytes(problem.body())), callback);
      return true;
    }
  }

  /** Where it listens, or listened until it was closed. */
  public URI address() {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  /**
   * Stops to listen, answers the requests that were accepted, for nine seconds at most, and closes
   * the service. Clients that have not taken their answer by then are cut off.
   */
  @Override
  public void close() {
    service.drain();
    try {
      // Not Javalin's own stop, which logs a stack trace where a client had to be cut off.
      javalin.jettyServer().server().stop();
    } catch (TimeoutException e) {
      LOG.warn("Connections that did not end within {} s were cut", DRAIN.toSeconds());
    } catch (Exception e) { // Jetty declares no narrower one
      LOG.warn("The server did not stop as it should: {}", e.toString());
    } finally {
      service.close();
    }
  }
}
