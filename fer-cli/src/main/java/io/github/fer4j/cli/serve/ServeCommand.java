package io.github.fer4j.cli.serve;

import io.github.fer4j.cli.ExitCodes;
import io.github.fer4j.cli.Interruption;
import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.cli.db.StoringOptions;
import io.github.fer4j.cli.predict.DetectorOptions;
import io.github.fer4j.cli.predict.ModelChoice;
import io.github.fer4j.cli.predict.ReadingOption;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.serve.FerServer;
import io.github.fer4j.serve.FerService;
import io.github.fer4j.serve.PredictionListener;
import io.github.fer4j.serve.ServiceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer serve}: predictions over HTTP, until it is told to end. */
@Command(
    name = "serve",
    description = "Answer pictures over HTTP: a REST API and a web page.",
    sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
  @Mixin AccessOptions access;

  @Mixin ModelChoice model;

  @Mixin ReadingOption reading;

  @Mixin DetectorOptions detector;

  @Option(
      names = "--max-bytes",
      paramLabel = "SIZE",
      defaultValue = "10MB",
      converter = Quantity.class,
      description = "Largest request (default: ${DEFAULT-VALUE}).")
  long maxBytes;

  @Option(
      names = "--max-pixels",
      paramLabel = "SIZE",
      defaultValue = "25MP",
      converter = Quantity.class,
      description = "Largest picture, width times height (default: ${DEFAULT-VALUE}).")
  long maxPixels;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Pictures at a time (default: the number of processors).")
  Integer parallel;

  @Option(
      names = "--per-client",
      paramLabel = "N",
      description = "Requests of one address that may wait, of 64 in all (default: 32).")
  Integer perClient;

  @Option(
      names = "--client-header",
      paramLabel = "NAME",
      description =
          "Behind a proxy: the header, such as X-Forwarded-For, whose last address is the client's"
              + " (default: none is believed).")
  String clientHeader;

  @Mixin StoringOptions storing;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ModelBundle bundle = model.bundle();
    ServiceOptions options = options().withReading(reading.of(bundle));
    PrintWriter err = spec.commandLine().getErr();
    Optional<StoreRun> stored = storing.open(err);
    // The server ends first: what it answers until then must still be stored.
    try (Interruption interruption = Interruption.install();
        FaceDetector faces = detector.forPictures();
        StoredRequests requests =
            new StoredRequests(stored, bundle, faces.name(), reading.of(bundle));
        FerServer server = start(bundle, faces, options, requests)) {
      err.println("fer: listening on " + server.address() + " (Ctrl-C ends it)");
      err.flush();
      interruption.await();
    }
    return ExitCodes.INTERRUPTED;
  }

  private FerServer start(
      ModelBundle bundle, FaceDetector faces, ServiceOptions options, PredictionListener listener)
      throws IOException {
    FerService service = new FerService(bundle, faces, options, listener);
    return FerServer.start(service, access.host, access.port);
  }

  private ServiceOptions options() throws IOException {
    ServiceOptions options =
        ServiceOptions.DEFAULT.withLimits(new PictureLimits(maxBytes, maxPixels));
    if (parallel != null) {
      options = options.withParallel(parallel);
    }
    if (perClient != null) {
      options = options.withPerClient(perClient);
    }
    if (clientHeader != null) {
      options = options.withClientHeader(clientHeader);
    }
    return access.token(System.getenv()).map(options::withToken).orElse(options);
  }
}
