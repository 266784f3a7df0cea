package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.eval.ClassMetrics;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.infer.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it. */
class ReportPageTest {
  private static final int PHONE = 360;
  private static final int DESKTOP = 1200;
  private static final int HEIGHT = 900;

  @TempDir static Path temporary;
  private static ReportFolder written;
  private static Browser browser;

  @BeforeAll
  static void openThePage() throws IOException, InterruptedException {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "No Chromium on the PATH: the page is not looked at");
    written = SyntheticReports.whole(800);
    Path folder = temporary.resolve("report");
    written.write(folder, SyntheticReports.faces(written.report()));
    browser =
        Browser.open(
            chromium.get(),
            temporary.resolve("profile"),
            folder.resolve(ReportFolder.PAGE).toUri());
  }

  @AfterAll
  static void closeThePage() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void figuresShownAreThoseOfTheReport() throws InterruptedException {
    for (Metric metric : Metric.values()) {
      double value = written.report().figures().emotions().get(metric.key()).value().orElseThrow();
      double shown = number("tr[data-metric=" + metric.key() + "] td");
      boolean percent = text("tr[data-metric=" + metric.key() + "] td").contains("%");
      assertThat(shown).isCloseTo(percent ? 100 * value : value, within(percent ? 0.051 : 0.00051));
    }
    double accuracy = written.report().figures().emotions().get("accuracy").value().orElseThrow();
    assertThat(number("#accuracy")).isCloseTo(100 * accuracy, within(0.051));
  }

  @Test
  void classesShownAreThoseOfTheReport() throws InterruptedException {
    for (Emotion emotion : ClassSet.FIVE.emotions()) {
      ClassMetrics metrics = written.report().emotions().classes().get(emotion.ordinal()).metrics();
      String row = "tr[data-class=" + emotion.label() + "] ";
      assertThat(number(row + "td:nth-of-type(1)"))
          .isCloseTo(metrics.precision().orElseThrow(), within(0.00051));
      assertThat(number(row + "td:nth-of-type(2)"))
          .isCloseTo(metrics.recall().orElseThrow(), within(0.00051));
      assertThat(number(row + "td:nth-of-type(4)")).isEqualTo(metrics.support());
    }
  }

  @Test
  void pageFetchesNothing() throws InterruptedException {
    String requests =
        "performance.getEntriesByType('resource')"
            + ".filter(e => !e.name.startsWith('data:')).length";
    assertThat(browser.evaluate(requests).asInt()).isZero();
    assertThat(browser.evaluate("document.querySelectorAll('script, link').length").asInt())
        .isZero();
  }

  @Test
  void picturesAndPlotsAreThere() throws InterruptedException {
    assertThat(browser.evaluate("document.images.length").asInt()).isEqualTo(48);
    assertThat(
            browser
                .evaluate(
                    "[...document.images].every((i, n) => i.naturalWidth == (n % 2 ? 144 : 48))")
                .asBoolean())
        .isTrue();
    assertThat(browser.evaluate("document.querySelectorAll('figure svg').length").asInt())
        .isEqualTo(ReportPlots.of(written.report()).size());
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('svg')].every(s => s.querySelector('desc'))")
                .asBoolean())
        .isTrue();
  }

  @Test
  void nothingStandsOutsideThePageAtAnyWidth() throws InterruptedException {
    for (int width : new int[] {PHONE, DESKTOP}) {
      browser.appear(width, HEIGHT, false);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void textOfPlotsStaysWithinThem() throws InterruptedException {
    browser.appear(DESKTOP, HEIGHT, false);
    String outside =
        "[...document.querySelectorAll('svg text')].filter(t => {"
            + "const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect();"
            + "return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 1;"
            + "}).map(t => t.textContent).join()";
    assertThat(browser.evaluate(outside).asText()).isEmpty();
  }

  @Test
  void themeFollowsTheReader() throws InterruptedException {
    String background = "getComputedStyle(document.body).backgroundColor";
    browser.appear(DESKTOP, HEIGHT, false);
    assertThat(browser.evaluate(background).asText()).isEqualTo("rgb(255, 255, 255)");
    browser.appear(DESKTOP, HEIGHT, true);
    assertThat(browser.evaluate(background).asText()).isEqualTo("rgb(22, 25, 29)");
  }

  @Test
  void tablesCanBeReadAloud() throws InterruptedException {
    String poor =
        "[...document.querySelectorAll('table')].filter(t => !t.caption"
            + " || [...t.querySelectorAll('th')].some(h => !h.scope)).length";
    assertThat(browser.evaluate(poor).asInt()).isZero();
    assertThat(browser.evaluate("[...document.images].every(i => i.alt.length > 0)").asBoolean())
        .isTrue();
    assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
  }

  @Test
  void whatIsEscapedIsShownAsItIs() throws InterruptedException {
    assertThat(text("#subject")).contains("<made up>.csv").contains("\"a & b.csv\"");
  }

  private static String text(String selector) throws InterruptedException {
    return browser.evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  private static double number(String selector) throws InterruptedException {
    return Double.parseDouble(text(selector).split("[\\s\u00A0%]+")[0].replace(",", ""));
  }
}
