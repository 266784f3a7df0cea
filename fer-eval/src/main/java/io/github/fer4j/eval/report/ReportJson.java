package io.github.fer4j.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reports as JSON: names in snake case, what is undefined as null. */
final class ReportJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ReportJson() {}

  /** Indented JSON with a line end. */
  public static String write(Report report) {
    return text(report);
  }

  /** Any of this package's records as indented JSON with a line end. */
  static String text(Object record) {
    try {
      return MAPPER.writeValueAsString(record) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report has only text and numbers", e);
    }
  }

  /** Puts the schema of this name into a folder. */
  static void copySchema(String name, Path folder) throws IOException {
    try (InputStream schema = ReportJson.class.getResourceAsStream(name)) {
      Files.copy(schema, folder.resolve(name));
    }
  }

  /** What {@link #write} writes, as maps, lists, texts and numbers, for templates. */
  static Map<String, Object> tree(Object record) {
    return MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param resource what the text comes from, for messages
   * @throws MalformedReportException if it is no report, or one of another version
   */
  public static Report read(String json, String resource) {
    Report report;
    try {
      report = MAPPER.readValue(json, Report.class);
    } catch (ValueInstantiationException e) {
      String field =
          e.getCause() instanceof NullPointerException ? e.getCause().getMessage() : null;
      // Only what a record says of its own parts is a name; the JVM's words on null are sentences.
      throw field == null || !field.matches("[\\w.]+")
          ? malformed(resource, e)
          : new MalformedReportException(resource, "field " + field, "this field", "none");
    } catch (JsonProcessingException e) {
      throw malformed(resource, e);
    }
    if (report.formatVersion() != Report.FORMAT_VERSION) {
      throw new MalformedReportException(
          resource,
          "format_version",
          Integer.toString(Report.FORMAT_VERSION),
          Integer.toString(report.formatVersion()));
    }
    return report;
  }

  // The parser's own sentence names classes of this library; its place is what helps.
  private static MalformedReportException malformed(String resource, JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    String found = e instanceof JsonMappingException ? "another value" : "text that is not JSON";
    return new MalformedReportException(resource, place, "a report in JSON", found);
  }
}
