package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.testkit.HostileText;

/**
 * Every place in every path of the door, and every parameter, with what leads out of a folder, what looks like something else, and
 * what ends a line: a refusal, and nothing of it in the answer. Seen to fail with a
 * reader of files that takes any name, behind a server that lets every path through.
 */
class HostilePathsTest {
    private static final String MARK = "zanzibarkanari";

    /** As they stand in a request. A name of the hub's own files stands behind them, so that a step too many would find something. */
    private static final List<String> STEPS = List.of(
            "..",
            "../..",
            "%2e%2e",
            "%2e%2e%2f%2e%2e",
            "%252e%252e%252f",
            "%25252e",
            "..;",
            "..;/",
            "..%5c..%5c",
            "..\\..\\",
            "%5c%5chost%5cshare",
            "c:%5c",
            "%00",
            "a%00.json",
            "%2f",
            "%2fetc%2fpasswd",
            "//etc/passwd",
            "/etc/passwd",
            "file:%2f%2f%2fetc%2fpasswd",
            "jar:file:a!%2fb",
            "~root",
            ".",
            "./.",
            ".%2e",
            "%c0%ae%c0%ae%c0%af",
            "%e0%80%ae",
            "%ef%bc%8e%ef%bc%8e%ef%bc%8f",
            "%e2%80%a4%e2%80%a4",
            "%u002e%u002e",
            ".git%2fconfig",
            "META-INF%2fMANIFEST.MF",
            "logback.xml",
            "snippets/..%2f..%2fopenapi.json",
            "snippets/%2e%2e%2f..%2f/openapi.json",
            "%0d%0aSet-Cookie:x=" + MARK,
            "%0aX-" + MARK + ":1",
            "%0d%0a%0d%0a<script>" + MARK,
            "%e5%98%8a%e5%98%8dSet-Cookie:" + MARK,
            MARK + "%ff",
            "a".repeat(4_000));

    private final TestDoor door = new TestDoor();
    /** Pages that were looked for. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    HostilePathsTest() {
        door.pages = path -> {
            asked.add(path);
            return new Page(
                    404,
                    Problem.MEDIA_TYPE,
                    "{\"code\":\"NOT_FOUND\"}".getBytes(StandardCharsets.UTF_8),
                    new byte[0],
                    "none",
                    false);
        };
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    /** Paths with at least one place. */
    private List<Route> places() {
        var metrics = new Metrics(door.ports());
        var polls = new LongPolls(Runnable::run);
        try {
            return Offer.routes(door.ports(), polls, metrics).all().stream()
                    .filter(route -> route.path().contains("{"))
                    .toList();
        } finally {
            polls.stop();
            metrics.close();
        }
    }

    private String call(String method, String target, String key) {
        String body = method.equals("POST") ? "Content-Type: application/json\r\nContent-Length: 2\r\n" : "";
        return Wire.call(
                door.port(),
                method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + key + "\r\n" + body + "\r\n" + (body.isEmpty() ? "" : "{}"));
    }

    private static boolean isRefused(String answer) {
        return answer.matches("(?s)HTTP/1.1 4\\d\\d .*")
                && answer.contains("Content-Type: application/problem+json")
                && answer.contains("\"code\":")
                && !answer.toLowerCase(Locale.ROOT).contains(MARK)
                && !answer.contains("root:");
    }

    @Test
    void leadsNowhereFromAnyPlaceOfAnyPath() {
        // Given
        List<Route> routes = places();
        var found = new TreeSet<String>();

        // When
        for (Route route : routes) {
            for (String step : STEPS) {
                String target = route.path().replaceAll("\\{[a-zA-Z]+\\*?}", Matcher.quoteReplacement(step));
                String answer = call(
                        route.method(),
                        target,
                        route.access() == Access.AGENCY ? TestDoor.KEN_KEY : TestDoor.OPERATOR_KEY);
                // Steps as plain as these are taken before a path is looked for, and end at the door's own front page.
                if (!isRefused(answer) && !answer.contains("\r\nLocation: /docs\r\n")) {
                    found.add(route.method() + " " + target + " -> "
                            + answer.lines().findFirst().orElse("hung up"));
                }
            }
        }

        // Then
        assertThat(routes).hasSizeGreaterThan(30);
        assertThat(found).isEmpty();
        assertThat(asked).allSatisfy(path -> assertThat(path).doesNotContain("..", "\\", "\0"));
    }

    @Test
    void takesNoHostileCharacterForAnIdInAPath() {
        // Given
        var found = new TreeSet<String>();

        // When
        for (String path : List.of(
                "/v1/messages/",
                "/v1/inbox/",
                "/v1/agreements/",
                "/v1/acts/",
                "/docs/errors/",
                "/schemas/",
                "/docs/files/")) {
            HostileText.inside("KEN-UGA.osbp").map(HostilePathsTest::encoded).forEach(hostile -> {
                String answer = call("GET", path + hostile, TestDoor.KEN_KEY);
                if (!isRefused(answer)) {
                    found.add(
                            path + hostile + " -> " + answer.lines().findFirst().orElse("hung up"));
                }
            });
        }

        // Then
        assertThat(found).isEmpty();
    }

    /** A surrogate alone as a sender would have to write it, which is no UTF-8. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3F", "%ed%a0%80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/", "", "http://localhost/v1/../etc/passwd", "/v1", "//", "/%"})
    void answersWhateverStandsWhereAPathBelongs(String target) {
        for (String method : List.of("OPTIONS", "CONNECT", "TRACE", "GET", "DELETE", "PUT", "PROPFIND")) {
            assertThat(call(method, target, TestDoor.KEN_KEY)).as(method).matches("(?s)HTTP/1.1 ([234]\\d\\d|505) .*");
        }
    }
}
