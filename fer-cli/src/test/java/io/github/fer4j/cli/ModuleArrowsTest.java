package io.github.fer4j.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as docs/architecture.md draws them. */
class ModuleArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.fer4j");

  @Test
  void modulesDependOnlyOnWhatStandsBeneathThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("io.github.fer4j.core..")
        .optionalLayer("data")
        .definedBy("io.github.fer4j.data..")
        .optionalLayer("infer")
        .definedBy("io.github.fer4j.infer..")
        .layer("train")
        .definedBy("io.github.fer4j.train..")
        .optionalLayer("pytorch")
        .definedBy("io.github.fer4j.pytorch..")
        .optionalLayer("db")
        .definedBy("io.github.fer4j.db..")
        .layer("cli")
        .definedBy("io.github.fer4j.cli..")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("train", "pytorch", "cli")
        .whereLayer("infer")
        .mayOnlyBeAccessedByLayers("train", "pytorch", "cli")
        .whereLayer("train")
        .mayOnlyBeAccessedByLayers("pytorch", "cli")
        .whereLayer("pytorch")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("db")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .check(CLASSES);
  }

  @Test
  void coreUsesTheJdkAlone() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("io.github.fer4j.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.github.fer4j.core..")
        .check(CLASSES);
  }
}
