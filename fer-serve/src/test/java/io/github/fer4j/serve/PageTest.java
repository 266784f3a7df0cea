package io.github.fer4j.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fer4j.infer.Browser;
import io.github.fer4j.infer.Portrait;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, which has a camera of its own. */
@Timeout(180)
class PageTest {
  private static final String ALL_ANSWERED =
      "items.length > 0 && items.every(item => item.status !== 'waiting')";

  @TempDir Path folder;
  private TestServer server;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    open(ServiceOptions.DEFAULT);
  }

  private void open(ServiceOptions options) throws Exception {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "No Chromium on the PATH: the page is not looked at");
    close();
    server = TestServer.start(folder.resolve("model"), options);
    browser =
        Browser.open(chromium.get(), Files.createTempDirectory(folder, "profile"), server.uri("/"));
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  @Test
  void picturesAreShownWithWhatTheServerSaysOfThem() throws Exception {
    browser.choose("#files", pictures("a.png", "b.png", "meadow.png", "broken.png"));
    browser.await(ALL_ANSWERED);
    assertThat(text("#summary")).isEqualTo("4 pictures, 2 faces, 1 failed");
    assertThat(text(".card .verdict")).contains("Happy").contains("Okay");
    assertThat(text(".card:nth-child(3)")).contains("No face found");
    assertThat(text(".card:nth-child(4) .note")).contains("PNG");
    browser.await("document.querySelectorAll('#rows tr').length === 4");
    assertThat(text("#columns")).contains("Angry").contains("Sad");
    assertThat(browser.evaluate("JSON.parse(json())[0].faces[0].box.length").asInt()).isEqualTo(4);
  }

  @Test
  void theTableIsInTheOrderOfThePicturesWhicheverIsAnsweredFirst() throws Exception {
    browser.evaluate(
        "{ const real = window.fetch;"
            + " window.fetch = async (path, options) => {"
            + "  const answer = await real(path, options);"
            + "  if (options.body?.name === 'a.png') await new Promise(go => window.answerA = go);"
            + "  return answer; }; }");
    browser.choose("#files", pictures("a.png", "b.png", "c.png"));
    browser.await("document.querySelectorAll('#rows tr').length === 2 && !!window.answerA");
    browser.evaluate("answerA()");
    browser.await("document.querySelectorAll('#rows tr').length === 3");
    browser.choose("#files", pictures("d.png"));
    browser.await("document.querySelectorAll('#rows tr').length === 4");
    String files = "[...document.querySelectorAll('#rows .file')].map(cell => cell.textContent)";
    assertThat(browser.evaluate(files + ".join()").asText()).isEqualTo("a.png,b.png,c.png,d.png");
  }

  @Test
  void aFileNameIsTextWhateverItHolds() throws Exception {
    browser.choose("#files", pictures("=HYPERLINK(1).png", "<img src=x onerror=alert(1)>.png"));
    browser.await(ALL_ANSWERED);
    assertThat(browser.evaluate("document.querySelectorAll('.card img').length").asInt()).isZero();
    assertThat(text(".card:nth-child(2) .name")).isEqualTo("<img src=x onerror=alert(1)>.png");
    assertThat(browser.evaluate("csv()").asText().split("\r\n"))
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("'=HYPERLINK(1).png,1,"));
    for (String start : List.of("=1", "+1", "-1", "@1", "\\t1", "\\r1")) {
      assertThat(browser.evaluate("csvCell('" + start + "')").asText()).containsPattern("^\"?'");
    }
    assertThat(browser.evaluate("csvCell(-1)").asText()).isEqualTo("-1");
  }

  @Test
  void nothingIsShownAsCertain() throws Exception {
    assertThat(browser.evaluate("[0.004, 0.5, 0.986, 0.9969, 1].map(percent).join()").asText())
        .isEqualTo("0\u2009%,50\u2009%,99\u2009%,99.6\u2009%,99.9\u2009%");
  }

  @Test
  void threeHundredPicturesAreAnswered() throws Exception {
    browser.choose("#files", portraits(300));
    browser.await("items.length === 300 && $('summary').textContent === '300 pictures, 300 faces'");
    browser.await("document.querySelectorAll('#rows tr').length === 300");
    assertThat(browser.evaluate("document.querySelectorAll('.card canvas').length").asInt())
        .isEqualTo(300);
  }

  @Test
  void aPhotographIsShownSmallAndUpright() throws Exception {
    browser.choose("#files", List.of(turnedPhotograph()));
    browser.await("!!document.querySelector('.card canvas')");
    String canvas = "document.querySelector('.card canvas')";
    assertThat(browser.evaluate(canvas + ".width + 'x' + " + canvas + ".height").asText())
        .isEqualTo("270x360");
    assertThat(isRed(canvas, 265, 5)).isTrue();
    assertThat(isRed(canvas, 5, 5)).isFalse();
    assertThat(isRed(canvas, 5, 355)).isFalse();
  }

  @Test
  void aPhotographIsNotDecodedAtItsFullSizeWhereTheBrowserCanDoWithout() throws Exception {
    assumeTrue(
        browser
            .evaluate("!!window.ImageDecoder && 'rotation' in VideoFrame.prototype")
            .asBoolean());
    browser.evaluate(
        "{ const real = window.createImageBitmap; window.whole = 0;"
            + " window.createImageBitmap = (source, options) => {"
            + "  if (source instanceof Blob) window.whole++;"
            + "  return real(source, options); }; }");
    browser.choose("#files", List.of(turnedPhotograph()));
    browser.await("!!document.querySelector('.card canvas')");
    assertThat(browser.evaluate("whole").asInt()).isZero();
    browser.choose("#files", pictures("a.png"));
    browser.await("document.querySelectorAll('.card canvas').length === 2");
    assertThat(browser.evaluate("whole").asInt()).isOne();
  }

  private boolean isRed(String canvas, int x, int y) throws InterruptedException {
    String pixel = ".getContext('2d').getImageData(" + x + "," + y + ", 1, 1).data";
    return browser.evaluate("(([r, g]) => r > 200 && g < 50)(" + canvas + pixel + ")").asBoolean();
  }

  /** A JPEG of 1600x1200 that is red at its upper left, and by its Exif at its upper right. */
  private Path turnedPhotograph() throws Exception {
    BufferedImage image = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 400, 300);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", jpeg);
    // One entry in the first directory of a little-endian TIFF: the orientation, 6.
    String exif =
        "FFE1 0022 457869660000 49492A0008000000 0100 1201 0300 01000000 06000000 00000000";
    byte[] segment = HexFormat.of().parseHex(exif.replace(" ", ""));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg.toByteArray(), 0, 2);
    file.writeBytes(segment);
    file.write(jpeg.toByteArray(), 2, jpeg.size() - 2);
    return Files.write(folder.resolve("turned.jpg"), file.toByteArray());
  }

  @Test
  void theKeyboardAloneEnlargesAPicture() throws Exception {
    browser.choose("#files", pictures("a.png"));
    browser.await("!!document.querySelector('.card canvas')");
    for (int i = 0; i < 30 && !focusIsOn(".picture"); i++) {
      browser.press("Tab");
    }
    assertThat(focusIsOn(".picture")).isTrue();
    browser.press("Enter");
    browser.await("$('detail').open && $('detail-canvas').width > 0");
    assertThat(attribute("#detail-canvas", "aria-label")).startsWith("a.png: Happy");
    String before = browser.evaluate("$('detail-canvas').toDataURL()").asText();
    browser.evaluate("$('why').click()");
    browser.await("!!shown.explained");
    browser.await("$('detail-canvas').toDataURL() !== '" + before + "'");
    browser.press("Escape");
    browser.await("!$('detail').open");
    assertThat(focusIsOn(".picture")).isTrue();
  }

  @Test
  void theCameraIsAnsweredLive() throws Exception {
    browser.evaluate("$('camera').click()");
    browser.await("$('overlay').width === 640 && $('live-status').textContent !== ''");
    assertThat(text("#live-status")).isEqualTo("No face in the camera's picture");
    browser.evaluate("$('camera').click()");
    assertThat(browser.evaluate("$('stage').hidden && camera === null").asBoolean()).isTrue();
    assertThat(server.get("/metrics").body())
        .containsPattern("fer_stream_frames_total\\{outcome=\"answered\"} [1-9]");
  }

  @Test
  void aServerWithATokenIsAskedWithIt() throws Exception {
    open(ServiceOptions.DEFAULT.withToken("s3cr\u00e8t"));
    browser.await("$('ask').open");
    browser.evaluate(
        "$('token').value = 's3cr\u00e8t'; document.querySelector('#ask button').click()");
    browser.await("$('model').textContent.includes('tiny')");
    browser.choose("#files", pictures("a.png"));
    browser.await(ALL_ANSWERED);
    assertThat(text("#summary")).isEqualTo("1 picture, 1 face");
    browser.evaluate("$('camera').click()");
    browser.await("$('overlay').width === 640");
  }

  @Test
  void nothingButItsOwnScriptRunsAndNothingIsFetchedFromElsewhere() throws Exception {
    HttpResponse<String> page = server.get("/");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
    browser.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
            + " {textContent: 'window.ran = true'}))");
    assertThat(browser.evaluate("window.ran === true").asBoolean()).isFalse();
    JsonNode fetched =
        browser.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)");
    assertThat(fetched)
        .allSatisfy(name -> assertThat(name.asText()).startsWith(server.uri("/").toString()));
  }

  @Test
  void nothingLeavesAPhonesScreenAndStatesCanBeReadLightAndDark() throws Exception {
    browser.choose("#files", pictures("a.png", "a picture with a rather long name, really.png"));
    browser.await(ALL_ANSWERED);
    for (boolean dark : new boolean[] {false, true}) {
      browser.appear(360, 800, dark);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(360);
      for (String kind : List.of("okay", "notokay", "other", "soft")) {
        assertThat(contrast(kind)).as(kind + (dark ? " in the dark" : "")).isGreaterThan(4.5);
      }
    }
  }

  /** Contrast of a text's colour with a panel's ground, by WCAG 2.1. */
  private double contrast(String kind) throws InterruptedException {
    return browser
        .evaluate(
            "(() => {"
                + "const light = colour => colour.match(/[\\d.]+/g).slice(0, 3)"
                + "  .map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)"
                + "  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);"
                + "const panel = document.querySelector('.panel');"
                + "const text = panel.appendChild(element('p', {class: '"
                + kind
                + "'}));"
                + "const both = [getComputedStyle(text).color, getComputedStyle(panel).backgroundColor]"
                + "  .map(light).sort((a, b) => b - a);"
                + "text.remove();"
                + "return (both[0] + .05) / (both[1] + .05); })()")
        .asDouble();
  }

  private boolean focusIsOn(String selector) throws InterruptedException {
    return browser.evaluate("document.activeElement.matches('" + selector + "')").asBoolean();
  }

  private String text(String selector) throws InterruptedException {
    return browser.evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  private String attribute(String selector, String name) throws InterruptedException {
    return browser
        .evaluate("document.querySelector('" + selector + "').getAttribute('" + name + "')")
        .asText();
  }

  /** Files of these names: a face each, but for one without a face and one that is no picture. */
  private List<Path> pictures(String... names) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      byte[] content =
          switch (name) {
            case "broken.png" -> new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
            case "meadow.png" -> TestServer.png(Portrait.background(200, 100));
            default -> TestServer.portrait();
          };
      files.add(Files.write(folder.resolve(name), content));
    }
    return files;
  }

  private List<Path> portraits(int count) throws Exception {
    byte[] portrait = TestServer.portrait();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(Files.write(folder.resolve(i + ".png"), portrait));
    }
    return files;
  }
}
