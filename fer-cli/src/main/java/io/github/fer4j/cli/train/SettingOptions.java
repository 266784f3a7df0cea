package io.github.fer4j.cli.train;

import io.github.fer4j.train.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Makes an option of every setting of a training, so that the two cannot drift apart. */
public final class SettingOptions implements IModelTransformer {

  @Override
  public CommandSpec transform(CommandSpec command) {
    Setting.all().forEach(setting -> command.addOption(option(setting)));
    return command;
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder("--" + setting.name())
            .type(String.class)
            .paramLabel(label(setting.type()))
            .description(setting.description());
    if (setting.type() == boolean.class) {
      option.arity("0..1").fallbackValue("true");
    }
    return option.build();
  }

  private static String label(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "N";
    }
    if (type == double.class) {
      return "X";
    }
    return type == boolean.class ? "true|false" : "NAME";
  }

  /** The settings that stand on the command line, by name. */
  public static Map<String, String> given(ParseResult parsed) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Setting setting : Setting.all()) {
      String value = parsed.matchedOptionValue("--" + setting.name(), (String) null);
      if (value != null) {
        given.put(setting.name(), value);
      }
    }
    return given;
  }
}
