package io.github.fer4j.eval.report;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.github.fer4j.core.OneLine;
import io.github.fer4j.eval.internal.plot.Ink;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The templates beside this class. HTML templates (.ftlh) escape whatever they are given. */
final class Templates {
  private static final Configuration CONFIGURATION = configuration();

  private Templates() {}

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.US);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return configuration;
  }

  /** A page from an HTML template. */
  static String page(String template, Map<String, ?> model) throws IOException {
    Map<String, Object> all = new HashMap<>(model);
    all.put("inks", inks());
    all.put("css", stylesheet());
    return text(template, all);
  }

  /** Markdown from a template. Texts of the model may come from anybody's file: no HTML passes. */
  static String markdown(String template, Map<String, ?> model) throws IOException {
    Map<String, Object> escaped = new HashMap<>();
    model.forEach((name, value) -> escaped.put(name, escaped(value)));
    return text(template, escaped);
  }

  private static Object escaped(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> escaped = new LinkedHashMap<>();
      map.forEach((key, entry) -> escaped.put(escaped(key), escaped(entry)));
      return escaped;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Templates::escaped).toList();
    }
    return value instanceof String text ? escaped(text) : value;
  }

  // A line break would end a table's row or a quotation, and what follows could be anything.
  private static String escaped(String text) {
    return OneLine.of(text)
        .replace("<", "&lt;")
        .replace("|", "&#124;")
        .replace("`", "&#96;")
        .replace("![", "!&#91;")
        .replace("](", "&#93;(");
  }

  /** A text from any template. */
  static String text(String template, Map<String, ?> model) throws IOException {
    StringWriter out = new StringWriter();
    try {
      CONFIGURATION.getTemplate(template).process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException("Template " + template + " does not fit its model", e);
    }
    return out.toString();
  }

  private static List<Map<String, String>> inks() {
    return Arrays.stream(Ink.values())
        .map(ink -> Map.of("variable", ink.variable(), "light", ink.light(), "dark", ink.dark()))
        .toList();
  }

  private static String stylesheet() throws IOException {
    try (InputStream in = Templates.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
