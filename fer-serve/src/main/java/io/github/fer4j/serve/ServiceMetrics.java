package io.github.fer4j.serve;

import io.github.fer4j.core.FacePrediction;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntSupplier;

/** What /metrics says, in the text format of Prometheus. */
final class ServiceMetrics {
  private static final double SECONDS_PER_NANO = 1e-9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter text = PrometheusTextFormatWriter.create();
  private final Counter requests =
      Counter.builder()
          .name("fer_requests")
          .help("Requests answered.")
          .labelNames("route", "status")
          .register(registry);
  private final Histogram latency =
      Histogram.builder()
          .name("fer_request_duration_seconds")
          .help("Time from the request's head to its answer, the body's arrival included.")
          .labelNames("route")
          .classicOnly()
          .classicUpperBounds(.005, .01, .02, .03, .05, .075, .1, .2, .3, .5, 1, 2.5, 5, 10, 30)
          .register(registry);
  private final Counter pictures =
      Counter.builder().name("fer_pictures").help("Pictures searched.").register(registry);
  private final Counter faces =
      Counter.builder()
          .name("fer_faces")
          .help("Faces found, by predicted class.")
          .labelNames("emotion")
          .register(registry);
  private final Counter frames =
      Counter.builder()
          .name("fer_stream_frames")
          .help("Frames of streams: answered, or skipped since a newer one came.")
          .labelNames("outcome")
          .register(registry);

  ServiceMetrics(Gate gate) {
    gauge("fer_running", "Pictures being worked on.", gate::running);
    gauge("fer_queue_length", "Requests waiting for their turn.", gate::waiting);
  }

  private void gauge(String name, String help, IntSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsInt()))
        .register(registry);
  }

  void answered(String route, int status, long nanoseconds) {
    requests.labelValues(route, Integer.toString(status)).inc();
    latency.labelValues(route).observe(nanoseconds * SECONDS_PER_NANO);
  }

  void found(List<FacePrediction> found) {
    pictures.inc();
    found.forEach(face -> faces.labelValues(face.prediction().emotion().label()).inc());
  }

  void frameAnswered() {
    frames.labelValues("answered").inc();
  }

  void frameSkipped() {
    frames.labelValues("skipped").inc();
  }

  String contentType() {
    return text.getContentType();
  }

  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      text.write(out, registry.scrape(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
