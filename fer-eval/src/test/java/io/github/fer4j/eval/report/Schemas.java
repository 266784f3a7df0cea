package io.github.fer4j.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;

/** The schemas that this package publishes. */
final class Schemas {
  private Schemas() {}

  static JsonSchema named(String name) throws IOException {
    try (var in = ReportFolder.class.getResourceAsStream(name)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(new ObjectMapper().readTree(in));
    }
  }
}
