package io.github.fer4j.bench.serve;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.fer4j.bench.predict.Figure;
import io.github.fer4j.bench.train.ResidentMemory;
import io.github.fer4j.cli.predict.DetectorOptions;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.PictureResult;
import io.github.fer4j.serve.FerServer;
import io.github.fer4j.serve.FerService;
import io.github.fer4j.serve.ServiceOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The measurements, one method each, of a server in this process. */
final class ServeBenchmark implements AutoCloseable {
  private static final int MEDIAN = 50;
  private static final int SLOW = 95;
  private static final int ROUNDS = 3;
  private static final int WATCHES = 10;
  private static final double MEGABYTE = 1e6;

  private final List<Path> files;
  private final List<byte[]> pictures = new ArrayList<>();
  private final EmotionPredictor predictor;
  private final FerServer server;
  private final LoopbackClient client;

  /**
   * @param files pictures that all measurements take in turn
   */
  ServeBenchmark(ModelOptions model, DetectorOptions detector, List<Path> files)
      throws IOException {
    this.files = files;
    for (Path file : files) {
      pictures.add(Files.readAllBytes(file));
    }
    this.predictor = model.predictor().detector(detector.forPictures()).build();
    FerService service =
        new FerService(model.bundle(), detector.forPictures(), ServiceOptions.DEFAULT);
    this.server = FerServer.start(service, "127.0.0.1", 0);
    this.client = new LoopbackClient(server.address());
  }

  /** Library calls and requests in turn, so that whatever slows this machine slows both. */
  List<Figure> latency(int pairs) {
    DescriptiveStatistics library = new DescriptiveStatistics();
    DescriptiveStatistics request = new DescriptiveStatistics();
    DescriptiveStatistics difference = new DescriptiveStatistics();
    for (int i = -pairs / 4; i < pairs; i++) {
      byte[] picture = picture(i + pairs);
      double called = millis(() -> predictor.predict(picture));
      double asked = millis(() -> client.predict(picture));
      if (i >= 0) {
        library.addValue(called);
        request.addValue(asked);
        difference.addValue(asked - called);
      }
    }
    return List.of(
        figure("library_median_ms", "library call, median", library.getPercentile(MEDIAN), "ms"),
        figure("request_median_ms", "request, median", request.getPercentile(MEDIAN), "ms"),
        figure("request_p95_ms", "request, p95", request.getPercentile(SLOW), "ms"),
        figure(
            "request_more_median_ms",
            "request more than the call beside it, median",
            difference.getPercentile(MEDIAN),
            "ms"));
  }

  /** The same pictures by predictAll and by clients, in turn. */
  List<Figure> throughput(int clients, int count) throws IOException {
    List<Path> all = IntStream.range(0, count).mapToObj(i -> files.get(i % files.size())).toList();
    predictAll(all.subList(0, count / 4));
    client.predictAll(pictures, count / 4, clients);
    DescriptiveStatistics library = new DescriptiveStatistics();
    DescriptiveStatistics requests = new DescriptiveStatistics();
    for (int round = 0; round < ROUNDS; round++) {
      library.addValue(millis(() -> predictAll(all)));
      requests.addValue(millis(() -> client.predictAll(pictures, count, clients)));
    }
    double byLibrary = count * 1000.0 / library.getPercentile(MEDIAN);
    double byServer = count * 1000.0 / requests.getPercentile(MEDIAN);
    return List.of(
        figure("predict_all_per_second", "predictAll", byLibrary, "pictures/s"),
        figure("clients_per_second", clients + " clients", byServer, "pictures/s"),
        figure("clients_share", "clients over predictAll", byServer / byLibrary, ""));
  }

  private void predictAll(List<Path> all) {
    try (Stream<PictureResult> results = predictor.predictAll(all.stream())) {
      if (!results.allMatch(PictureResult.Predicted.class::isInstance)) {
        throw new IllegalStateException("A picture of this benchmark's own cannot be read");
      }
    }
  }

  /** 20 requests a second while a stream is fed as fast as it answers. */
  List<Figure> besideStream(int seconds) throws InterruptedException {
    try (FrameFeed feed = client.feed(pictures)) {
      Paced.Result paced = Paced.run(20, seconds, i -> client.predict(picture(i)));
      double frames = (double) feed.answered() / seconds;
      return List.of(
          figure("beside_stream_per_second", "requests beside a stream", paced.perSecond(), "/s"),
          figure("beside_stream_p95_ms", "their p95", paced.p95Millis(), "ms"),
          figure("stream_frames_per_second", "the stream's frames", frames, "/s"));
    }
  }

  /** Memory and open files after each tenth of many requests. */
  List<Figure> soak(int clients, int requests) throws IOException {
    List<Figure> figures = new ArrayList<>();
    int tenth = Math.max(1, requests / WATCHES);
    for (int watch = 1; watch <= WATCHES; watch++) {
      client.predictAll(pictures, tenth, clients);
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      String key = "soak_" + watch * tenth;
      String label = "after " + watch * tenth + " requests, ";
      double heap = (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
      figures.add(figure(key + "_heap_mb", label + "heap in use", heap, "MB"));
      double resident = ResidentMemory.bytes() / MEGABYTE;
      figures.add(figure(key + "_resident_mb", label + "resident", resident, "MB"));
      figures.add(figure(key + "_open_files", label + "open files", openFiles(), ""));
    }
    return figures;
  }

  private static double openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private byte[] picture(int i) {
    return pictures.get(i % pictures.size());
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static Figure figure(String key, String label, double value, String unit) {
    return new Figure(key, label, value, unit);
  }

  @Override
  public void close() {
    client.close();
    server.close();
    predictor.close();
  }
}
