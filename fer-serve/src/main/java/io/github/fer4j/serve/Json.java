package io.github.fer4j.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Answers as JSON, independent of the JSON library that an application gives its Javalin. */
final class Json {
  static final String CONTENT_TYPE = "application/json";

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private Json() {}

  static byte[] bytes(Object answer) {
    try {
      return WRITER.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Answers have only text and numbers", e);
    }
  }

  static void write(Context context, Object answer) {
    context.result(bytes(answer)).contentType(CONTENT_TYPE);
  }
}
