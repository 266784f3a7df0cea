package io.github.fer4j.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as docs/architecture.md draws them. */
class ModuleArrowsTest {
  private static final String[] ALL = {};
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.github.fer4j");

  /** Each module's package, and the modules that may use it. */
  private static final Map<String, String[]> USED_BY =
      Map.ofEntries(
          entry("core", ALL),
          entry("data", new String[] {"eval", "train", "dl4j", "pytorch", "cli", "bench"}),
          entry("infer", new String[] {"eval", "train", "serve", "spark", "cli", "bench"}),
          entry("eval", new String[] {"train", "cli", "bench"}),
          entry("train", new String[] {"dl4j", "pytorch", "cli", "bench"}),
          entry("dl4j", new String[] {}),
          entry("pytorch", new String[] {}),
          entry("db", new String[] {"serve", "spark", "cli", "bench"}),
          entry("serve", new String[] {"cli"}),
          entry("spark", new String[] {}),
          entry("cli", new String[] {"bench"}),
          entry("bench", new String[] {}));

  @Test
  void modulesDependOnlyOnWhatStandsBeneathThem() {
    LayeredArchitecture arrows = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String module : USED_BY.keySet()) {
      arrows = arrows.optionalLayer(module).definedBy("io.github.fer4j." + module + "..");
    }
    for (Map.Entry<String, String[]> module : USED_BY.entrySet()) {
      if (module.getValue() != ALL && module.getValue().length == 0) {
        arrows = arrows.whereLayer(module.getKey()).mayNotBeAccessedByAnyLayer();
      } else if (module.getValue() != ALL) {
        arrows = arrows.whereLayer(module.getKey()).mayOnlyBeAccessedByLayers(module.getValue());
      }
    }
    arrows.whereLayer("core").mayNotAccessAnyLayer().check(CLASSES);
  }

  @Test
  void everyModuleIsLookedAt() {
    for (String module :
        List.of("core", "data", "infer", "eval", "train", "db", "serve", "cli", "bench")) {
      assertThat(CLASSES.containPackage("io.github.fer4j." + module)).as(module).isTrue();
    }
    assertThat(CLASSES.containPackage("io.github.fer4j.dl4j")).isTrue();
    assertThat(CLASSES.containPackage("io.github.fer4j.pytorch")).isTrue();
  }

  @Test
  void coreUsesTheJdkAlone() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("io.github.fer4j.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.github.fer4j.core..")
        .check(CLASSES);
  }

  /** Java may change the numbers of its generators, and runs are resumed on later versions. */
  @Test
  void whatASeedDrawsComesFromOneGenerator() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SplittableRandom.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.random..")
        .orShould()
        .callMethod(Collections.class, "shuffle", List.class)
        .check(CLASSES);
  }
}
