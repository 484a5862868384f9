package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Code;

/** The pages for readers, in every language. */
class DocsPagesTest {
    private static final Pattern FOR_PROGRAMS = Pattern.compile("`([^`]+)`");
    private static final Pattern TARGET = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");

    @RegisterExtension
    final TestDoor door = new TestDoor();

    static List<String> languages() {
        return DocsTexts.tags();
    }

    static List<String> translated() {
        return languages().stream().filter(tag -> !tag.equals(DocsTexts.SOURCE)).toList();
    }

    private HttpResponse<String> page(String path, String tag) {
        return door.send(door.to(path + "?lang=" + tag).GET());
    }

    /** Seen to fail with a meaning taken out of the Somali texts. */
    @ParameterizedTest
    @MethodSource("translated")
    void everyTextAndTheMeaningOfEveryCodeIsTranslated(String tag) {
        // Given
        Set<String> wanted =
                new TreeSet<>(DocsTexts.in(DocsTexts.SOURCE).texts().keySet());
        Arrays.stream(Code.values()).map(DocsTexts::meaningKey).forEach(wanted::add);

        // When
        DocsTexts texts = DocsTexts.in(tag);

        // Then
        assertThat(new TreeSet<>(texts.texts().keySet())).isEqualTo(wanted);
        assertThat(texts.texts().values()).allMatch(text -> !text.isBlank() && text.equals(text.strip()));
        texts.texts().forEach((key, text) -> {
            String original = DocsTexts.in(DocsTexts.SOURCE).texts().get(key);
            if (original != null) {
                assertThat(forPrograms(text)).as(tag + " " + key).containsAll(forPrograms(original));
            }
        });
    }

    private static Set<String> forPrograms(String text) {
        return FOR_PROGRAMS.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** Seen to fail with a remedy that no code leads to. */
    @Test
    void everyCodeHasARemedyAndEveryRemedyACode() {
        Set<String> wanted =
                Arrays.stream(Code.values()).map(DocsTexts::remedyKey).collect(Collectors.toSet());

        assertThat(DocsTexts.in(DocsTexts.SOURCE).texts().keySet().stream()
                        .filter(key -> key.startsWith("do."))
                        .collect(Collectors.toSet()))
                .isEqualTo(wanted);
    }

    /** Seen to fail with an example that carries the status of another code. */
    @ParameterizedTest
    @MethodSource("languages")
    void everyCodeHasAPageThatSaysWhatItMeansWhoActsAndWhatToDo(String tag) {
        DocsTexts texts = DocsTexts.in(tag);
        for (Code code : Code.values()) {
            HttpResponse<String> answer = page("/docs/errors/" + code.code(), tag);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Language")).hasValue(tag);
            assertThat(answer.body())
                    .contains(
                            "<html lang=\"" + tag + "\" dir=\"" + (tag.equals("ar") ? "rtl" : "ltr") + "\">",
                            "HTTP/1.1 " + code.httpStatus(),
                            "&quot;code&quot; : &quot;" + code.code() + "&quot;",
                            DocsFrame.shown(texts.meaning(code)),
                            DocsFrame.escaped(texts.text(DocsTexts.actorKey(code))),
                            DocsFrame.shown(texts.text(DocsTexts.remedyKey(code))))
                    .doesNotContain("{{", "<!-- ", "`");
            assertThat(ErrorPage.problem(code).path("status").asInt()).isEqualTo(code.httpStatus());
        }
        assertThat(page("/docs/errors/NONE", tag).statusCode()).isEqualTo(404);
    }

    /** Programs keep the type of a problem: it goes on leading to its code. Seen to fail with rows without their ids. */
    @Test
    void theTypeOfAProblemLeadsToItsCodeAndFromThereToItsPage() {
        String index = door.send(door.to("/docs").GET()).body();

        for (Code code : Code.values()) {
            String type = ErrorPage.problem(code).path("type").asText();
            assertThat(type).isEqualTo("/docs#" + code.code());
            assertThat(index).contains("<tr id=\"" + code.code() + "\">", "href=\"/docs/errors/" + code.code() + "\"");
        }
    }

    /** Seen to fail with a review that names somebody. */
    @ParameterizedTest
    @MethodSource("languages")
    void aTranslationThatNobodyReviewedSaysSo(String tag) {
        DocsTexts texts = DocsTexts.in(tag);
        String note = "<p class=\"note\">" + DocsFrame.escaped(texts.text("frame.unreviewed"));

        for (String path : List.of("/docs", "/docs/try", "/docs/changes", "/docs/errors/CONFLICT")) {
            assertThat(page(path, tag).body().contains(note)).as(path).isEqualTo(!texts.reviewed());
        }
        assertThat(texts.reviewed()).isEqualTo(tag.equals(DocsTexts.SOURCE));
    }

    /** Seen to fail with a style sheet from elsewhere. */
    @ParameterizedTest
    @MethodSource("languages")
    void nothingLeadsOutAndWhatIsLinkedIsThere(String tag) {
        var links = new TreeSet<String>();
        for (String path : List.of("/docs", "/docs/try", "/docs/changes", "/docs/errors/CONFLICT")) {
            HttpResponse<String> answer = page(path, tag);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; style-src 'self';")
                    .doesNotContain("unsafe", "http", "*");
            assertThat(answer.body()).doesNotContain("style=", "onclick", "{{", "<!-- ");
            TARGET.matcher(answer.body())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .forEach(links::add);
        }
        var broken = new ArrayList<String>();
        for (String link : links) {
            String target = link.replaceAll("#.*", "").replace("&amp;", "&");
            if (!target.startsWith("/") && !target.isEmpty()) {
                broken.add(link);
            } else if (!target.isEmpty() && door.send(door.to(target).GET()).statusCode() != 200) {
                broken.add(link);
            }
        }
        assertThat(links).hasSizeGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    @Test
    void anUnknownLanguageIsEnglishAndScriptsRunOnOnePageAlone() {
        assertThat(page("/docs", "xx").body()).contains("<html lang=\"en\" dir=\"ltr\">");
        assertThat(page("/docs/try", "en")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("; script-src 'self'; connect-src 'self'");
        assertThat(page("/docs", "en")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
        assertThat(page("/docs", "en").body().toLowerCase(Locale.ROOT)).doesNotContain("<script");
    }
}
