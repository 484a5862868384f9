package org.kivuko.hub.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportsTest {
    private static final String NASTY = "<script>alert('x')</script> & \"\u202e\u0000\"";

    private static Result result(String id, Verdict verdict) {
        Suite.Entry entry = Suite.matching(id).get(0);
        return new Result(entry.topic(), entry.one(), verdict, Duration.ofMillis(1500));
    }

    private static Outcome outcome(Result... results) {
        return new Outcome(
                "http://hub.example/" + NASTY,
                "KEN.DIS",
                "UGA.DCIC",
                3,
                Instant.parse("2026-11-01T08:00:00Z"),
                Duration.ofSeconds(61),
                "",
                List.of(results));
    }

    private static Outcome mixed() {
        return outcome(
                result("DUP-001", new Verdict.Passed()),
                result("DUP-002", new Verdict.Failed("200", NASTY)),
                result("LSE-001", new Verdict.NotAsked("no key")));
    }

    @Test
    void whatWasNotAskedIsCountedNeitherAsPassedNorAsFailed() {
        // When
        Score score = mixed().score();

        // Then
        assertThat(score).isEqualTo(new Score(1, 1, 1)).hasToString("1 of 2 asked cases passed, 1 failed, 1 not asked");
        assertThat(score.asked()).isEqualTo(2);
        assertThat(score.clean()).isFalse();
    }

    @Test
    void whoWasAskedNothingIsNotClean() {
        assertThat(outcome(result("LSE-001", new Verdict.NotAsked("no key")))
                        .score()
                        .clean())
                .isFalse();
        assertThat(outcome(result("DUP-001", new Verdict.Passed()), result("LSE-001", new Verdict.NotAsked("no key")))
                        .score()
                        .clean())
                .isTrue();
    }

    @Test
    void aFailureSaysWhatWasExpectedWhatWasFoundWhatToMendAndWhy() {
        assertThat(mixed().lines())
                .containsSequence(
                        "DUP-002  Ten times the same is accepted once",
                        "  expected  200",
                        "  found     " + NASTY,
                        "  mend      Remember source and id for ever: only the first is 202.")
                .contains("1 not asked: no key");
    }

    @Test
    void aPageLoadsNothingAndRunsNothingThatATargetSays() {
        // When
        String page = HtmlReport.of(mixed());

        // Then
        assertThat(page).doesNotContain("<script", "\u202e", "\u0000", "src=", "href=\"http", "@import", "url(");
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;\\u{202e}\\u{0}&quot;");
        assertThat(page)
                .contains("default-src 'none'", "1 of 2 asked cases passed", "<a href=\"#DUP-002\">", "1 case: no key");
    }

    @Test
    void buildServersReadWhatJunitWouldHaveWritten() throws Exception {
        // When
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitReport.of(mixed()))));

        // Then
        var root = document.getDocumentElement();
        assertThat(List.of(root.getAttribute("tests"), root.getAttribute("failures"), root.getAttribute("skipped")))
                .containsExactly("3", "1", "1");
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .contains("only the first is 202");
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void bothAreWrittenIntoAFolderThatIsMade(@TempDir Path folder) throws Exception {
        // When
        Reports.write(mixed(), folder.resolve("a/b"));

        // Then
        assertThat(Files.readString(folder.resolve("a/b/conformance.html"))).startsWith("<!DOCTYPE html>");
        assertThat(Files.readString(folder.resolve("a/b/conformance.xml"))).startsWith("<?xml version=\"1.0\"");
    }
}
