package io.github.fer4j.cli.train;

import io.github.fer4j.train.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Makes an option of every setting of a training, so that the two cannot drift apart. */
public final class SettingOptions implements IModelTransformer {

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (Setting setting : Setting.all()) {
      command.addOption(option(setting, setting.name()).description(setting.description()).build());
      for (String former : setting.formerNames()) {
        command.addOption(option(setting, former).hidden(true).build());
      }
    }
    return command;
  }

  private static OptionSpec.Builder option(Setting setting, String name) {
    OptionSpec.Builder option =
        OptionSpec.builder("--" + name).type(String.class).paramLabel(label(setting.type()));
    if (setting.type() == boolean.class) {
      option.arity("0..1").fallbackValue("true");
    }
    return option;
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

  /** The settings on the command line, by the names that were typed. */
  public static Map<String, String> given(ParseResult parsed) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Setting setting : Setting.all()) {
      Stream.concat(Stream.of(setting.name()), setting.formerNames().stream())
          .filter(name -> parsed.hasMatchedOption("--" + name))
          .forEach(name -> given.put(name, parsed.matchedOptionValue("--" + name, "")));
    }
    return given;
  }
}
