package io.github.fer4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.MadeUpTools.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code fer} on made-up machines: what it finds there are stubs of its tools. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "fer");
  private static final List<String> REAL_TOOLS =
      List.of(
          "bash",
          "sh",
          "cat",
          "dirname",
          "readlink",
          "sed",
          "awk",
          "grep",
          "find",
          "mkdir",
          "tail",
          "touch",
          "flock",
          "env");
  private static final String FOR_OLD_CPUS = "-Dnd4j.classifier=linux-x86_64-onednn";

  @TempDir private Path machine;
  private Path home;
  private MadeUpTools tools;

  @BeforeEach
  void makeAMachineOnWhichAllIsWell() throws IOException {
    home = Files.createDirectories(machine.resolve("a home"));
    tools = new MadeUpTools(Files.createDirectories(machine.resolve("tools")));
    Files.copy(LAUNCHER, home.resolve("fer"));
    tools.add(REAL_TOOLS);
    java("17");
    tools.stub("javac", "");
    tools.stub("uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64");
    tools.stub("ldd", "echo 'ldd (GNU libc) 2.36'");
    tools.stub("lscpu", "echo 'Flags: fpu sse avx avx2 fma'");
    tools.stub("df", "echo header; echo 'disk 1 1 99999999 1% /'");
    MadeUpTools.script(
        home.resolve("mvnw"),
        "echo \"$@\" > mvnw.arguments; mkdir -p fer-bench/target; echo a.jar:b.jar >"
            + " fer-bench/target/dependencies.txt");
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(Files.createDirectories(home.resolve("fer-x/src/main")).resolve("A"), "");
    Files.writeString(home.resolve("fer-x/pom.xml"), "");
  }

  @Test
  void theFirstUseBuildsAndTheSecondDoesNot() throws Exception {
    Outcome first = fer("--help");
    Files.delete(home.resolve("mvnw.arguments"));
    Outcome second = fer("--help");

    assertThat(first.status()).isZero();
    assertThat(first.err()).contains("building");
    assertThat(second.status()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(home.resolve("mvnw.arguments")).doesNotExist();
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    Outcome outcome = fer("predict", "two words.jpg", "*");

    assertThat(outcome.out().lines())
        .endsWith("io.github.fer4j.cli.Main", "predict", "two words.jpg", "*");
    assertThat(outcome.out()).contains("fer-bench/target/classes:a.jar:b.jar");
  }

  @Test
  void whatIsQuickStartsOnTheQuickCompilerAndTrainingDoesNot() throws Exception {
    assertThat(fer("predict", "a.jpg").out().lines())
        .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .doesNotContain("-XX:+UseParallelGC");
    assertThat(fer("video", "a.mp4").out().lines())
        .contains("-XX:+UseSerialGC")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(fer("train", "--data", "predict").out().lines())
        .contains("-XX:+UseParallelGC")
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void whatIsQuickStartsFromTheClassesThatTheBuildArchived() throws Exception {
    java(
        "17",
        "for a; do case \"$a\" in -XX:ArchiveClassesAtExit=*) touch \"${a#*=}\" ;; esac;"
            + " echo \"$a\"; done");
    String option =
        "-XX:SharedArchiveFile=" + home.toRealPath().resolve("fer-bench/target/classes.jsa");

    assertThat(fer("predict", "a.jpg").out().lines()).contains(option);
    assertThat(fer("train").out().lines()).doesNotContain(option);
  }

  @Test
  void withoutAnArchiveOfClassesItStartsToo() throws Exception {
    Outcome outcome = fer("predict", "a.jpg");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).doesNotContain("SharedArchiveFile").contains("a.jpg");
  }

  @Test
  void whereTheLocaleKnowsAsciiAloneOneOfUtf8IsTaken() throws Exception {
    tools.stub(
        "locale", "case \"$LC_ALL\" in C.UTF-8) echo UTF-8 ;; *) echo ANSI_X3.4-1968 ;; esac");
    java("17", "echo \"all=$LC_ALL type=$LC_CTYPE\"");

    assertThat(fer("predict").out()).contains("all= type=C.UTF-8");
  }

  @Test
  void aLocaleThatKnowsMoreThanAsciiStays() throws Exception {
    tools.stub("locale", "echo ISO-8859-1");
    java("17", "echo \"all=$LC_ALL type=$LC_CTYPE\"");

    assertThat(fer("predict").out()).contains("all= type=\n");
  }

  @Test
  void theProgramLearnsWhereItsLauncherIs() throws Exception {
    assertThat(fer("--version").out().lines())
        .contains("-Dfer.launcher=" + home.toRealPath().resolve("fer"));
  }

  @Test
  void aDistributionRunsWithoutABuild() throws Exception {
    Files.delete(home.resolve("mvnw"));
    tools.remove("javac");
    Files.createDirectories(home.resolve("lib"));

    Outcome outcome = fer("--version");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().lines()).contains(home.resolve("lib") + "/*");
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    tools.remove("java");

    assertRefused(fer(), "no Java found; install a JDK 17 or newer");
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    java("11");

    assertRefused(fer(), "Java 11 at", "needs 17 or newer");
  }

  @Test
  void aRuntimeWithoutACompilerCannotBuild() throws Exception {
    tools.remove("javac");

    assertRefused(fer(), "building needs a JDK");
  }

  @Test
  void muslIsRefused() throws Exception {
    tools.stub("ldd", "echo 'musl libc (x86_64)' >&2; exit 1");

    assertRefused(fer(), "musl", "need glibc");
  }

  @Test
  void anUnknownPlatformIsRefused() throws Exception {
    tools.stub("uname", "[ \"$1\" = -s ] && echo FreeBSD || echo amd64");

    assertRefused(fer(), "no native libraries for FreeBSD on amd64");
  }

  @Test
  void aFirstBuildWithoutRoomIsRefusedBeforeItBegins() throws Exception {
    tools.stub("df", "echo header; echo 'disk 1 1 204800 99% /'");

    assertRefused(fer(), "200 MB are free at", "needs 2048 MB");
    assertThat(home.resolve("mvnw.arguments")).doesNotExist();
  }

  @Test
  void aCpuWithoutAvx2GetsNativesWithoutIt() throws Exception {
    fer();
    assertThat(home.resolve("mvnw.arguments")).content().doesNotContain(FOR_OLD_CPUS);

    Files.delete(home.resolve("fer-bench/target/dependencies.txt"));
    tools.stub("lscpu", "echo 'Flags: fpu sse avx'");
    fer();

    assertThat(home.resolve("mvnw.arguments")).content().contains(FOR_OLD_CPUS);
  }

  @Test
  void aFailedBuildShowsItsEndAndNamesItsLog() throws Exception {
    MadeUpTools.script(home.resolve("mvnw"), "echo '[ERROR] cannot resolve x'; exit 1");

    Outcome outcome = fer();

    assertRefused(outcome, "the build failed", "target/build.log");
    assertThat(outcome.err()).contains("[ERROR] cannot resolve x");
  }

  private static void assertRefused(Outcome outcome, String... messages) {
    assertThat(outcome.status()).isEqualTo(ExitCodes.FAILURE);
    assertThat(outcome.out()).isEmpty();
    String last = outcome.err().lines().reduce("", (before, line) -> line);
    assertThat(last).startsWith("fer: ").contains(messages);
  }

  private Outcome fer(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("fer").toString()));
    command.addAll(List.of(arguments));
    return tools.run(home, command);
  }

  /** A Java that says its version, or prints its arguments a line each. */
  private void java(String version) throws IOException {
    java(version, "printf '%s\\n' \"$@\"");
  }

  private void java(String version, String run) throws IOException {
    tools.stub(
        "java",
        "if [ \"$1\" = -XshowSettings:properties ]; then echo '    java.specification.version = "
            + version
            + "' >&2; else "
            + run
            + "; fi");
  }
}
