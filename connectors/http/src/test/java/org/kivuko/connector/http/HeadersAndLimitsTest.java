package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.testkit.Corpora;
import org.slf4j.LoggerFactory;

/** What is written into the head of a call: how much of it is taken, and that none of it comes out of the hub again. */
class HeadersAndLimitsTest {
    private static final String MARK = "crlf=injection";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String POST =
            "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "Authorization: Bearer " + KEN_KEY + "\r\n";
    private static final String JSON = "Content-Type: application/cloudevents+json\r\n";

    /** Whatever an answer may hold, by name. */
    private static final Set<String> ANSWERED = Set.of(
            "allow",
            "cache-control",
            "connection",
            "content-language",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "location",
            "referrer-policy",
            "retry-after",
            "www-authenticate",
            "x-content-type-options");

    private final TestDoor door = new TestDoor().open();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    HeadersAndLimitsTest() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        door.close();
    }

    private String get(String target, String headers) {
        return Wire.call(
                door.port(),
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "Authorization: Bearer " + KEN_KEY
                        + "\r\n" + headers + "\r\n");
    }

    private static String numbered(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining());
    }

    private static void assertRefused(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", "\"code\":\"" + code + "\"");
    }

    @Test
    void sayWhichPartOfAHeadIsTooMuch() {
        assertRefused(get("/" + "x".repeat(9_000), ""), 414, "TOO_LARGE");
        assertRefused(get("/v1/agreements?" + "x".repeat(9_000), ""), 414, "TOO_LARGE");
        assertRefused(get("/v1/agreements?" + numbered(65, "a%d=&"), ""), 414, "TOO_LARGE");
        assertRefused(get("/console/?" + numbered(65, "a%d&"), ""), 414, "TOO_LARGE");
        assertRefused(get("/v1/agreements", "X: " + "x".repeat(9_000) + "\r\n"), 431, "TOO_LARGE");
        assertRefused(get("/v1/agreements", numbered(101, "X-%d: y\r\n")), 431, "TOO_LARGE");
        assertRefused(get("/v1/agreements", "Cookie: " + "a=b; ".repeat(2_000) + "\r\n"), 431, "TOO_LARGE");
    }

    /** Seen to fail with a limit one lower. */
    @Test
    void takeAsManyFieldsAsTheySayAndNoMore() {
        // Three stand in each call already.
        assertThat(get("/v1/agreements", numbered(97, "X-%d: y\r\n"))).startsWith("HTTP/1.1 200 ");
        assertRefused(get("/v1/agreements", numbered(98, "X-%d: y\r\n")), 431, "TOO_LARGE");
    }

    /** Seen to fail with a limit one higher. */
    @Test
    void takeAsManyParametersAsTheySayAndNoMore() {
        assertThat(get("/console/?" + numbered(63, "a%d&") + "z", "")).doesNotStartWith("HTTP/1.1 414");
        assertRefused(get("/console/?" + numbered(64, "a%d&") + "z", ""), 414, "TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "compress", "identity", "gzip, gzip", "GZIP", ""})
    void takeNothingThatIsPacked(String encoding) {
        // Given: what would be a gigabyte
        byte[] bomb = packed(packed(new byte[1 << 24]));

        // When
        var answer = door.send(door.to("/v1/messages")
                .header("Authorization", "Bearer " + KEN_KEY)
                .header("Content-Type", TestDoor.EVENT)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(bomb)));

        // Then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"code\":\"MEDIA_TYPE\"");
        assertThat(door.bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "gzip", "deflate", "chunked, chunked", "identity", "x"})
    void takeNothingThatIsPackedOnTheWay(String encoding) {
        String answer =
                Wire.call(door.port(), POST + JSON + "Transfer-Encoding: " + encoding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|415|501) .*");
        assertThat(door.bodies).isEmpty();
    }

    private static byte[] packed(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /** Names that are read somewhere behind other doors, in other programs, or by a careless proxy. */
    static Stream<String> headers() {
        return Stream.of(
                "Idempotency-Key: " + MARK,
                "traceparent: 00-" + MARK + "\r\ntracestate: " + MARK,
                "X-Correlation-ID: " + MARK + "\r\nX-Request-ID: " + MARK,
                "CamelHttpUri: http://127.0.0.1/" + MARK,
                "CamelHttpPath: /v1/ops/queues\r\nCamelHttpMethod: DELETE\r\nCamelFileName: " + MARK,
                "breadcrumbId: " + MARK + "\r\nJMSXGroupID: " + MARK,
                "_AMQ_SCHED_DELIVERY: 99999999999999\r\nAMQ_SCHEDULED_DELAY: 3600000",
                "KivukoDoor: broker\r\nKivukoWarnings: " + MARK,
                "X-Forwarded-For: " + MARK + "\r\nForwarded: for=" + MARK,
                "X-Forwarded-Host: " + MARK + "\r\nX-Original-URL: /v1/ops\r\nX-Rewrite-URL: /v1/ops",
                "X-HTTP-Method-Override: DELETE",
                "Accept-Language: " + MARK,
                "Cookie: kivuko-session=" + MARK,
                "User-Agent: ${jndi:ldap://127.0.0.1/" + MARK + "}",
                "X-Odd: \u0001\u001b[31m" + MARK,
                "X-Odd: a\r\n folded " + MARK,
                "X-Odd: \u0085\u009b" + MARK,
                "Bad Name: " + MARK,
                "X-\0: " + MARK,
                "X: " + MARK + "\rSet-Cookie: " + MARK,
                "X: " + MARK + "\nSet-Cookie: " + MARK,
                "X: " + MARK + "\0Set-Cookie: " + MARK);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void haveNoEffectAndAreNotRepeated(String header) {
        // When
        String answer = Wire.call(door.port(), POST + header + "\r\n" + JSON + "Content-Length: 2\r\n\r\n{}");

        // Then
        assertThat(answer).matches("(?s)HTTP/1.1 (202|400) .*");
        assertNothingOfIt(answer);
        assertThat(door.sent)
                .hasSize(answer.startsWith("HTTP/1.1 202") ? 1 : 0)
                .allMatch("agency.KEN.DIS.outbox"::equals);
    }

    /** The corpus of line ends, in paths and in everything that is read from a head. */
    static List<String> lines() {
        return Corpora.lines("attack-strings/CRLF Injection/Files/crlfinjection.txt");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void endNoLineWhereverALineEndStands(String attack) {
        String decoded = attack.replace("%0d", "\r")
                .replace("%0a", "\n")
                .replace("%0D", "\r")
                .replace("%0A", "\n");
        for (String target : List.of(
                attack,
                "/docs" + attack,
                "/console" + attack,
                "/schemas" + attack,
                "/v1/messages" + attack,
                "/v1/agreements?after=" + attack,
                "/docs?lang=" + attack,
                "/v1/session/elsewhere?back=" + attack)) {
            assertNothingOfIt(get(target, ""));
        }
        for (String name : List.of(
                "Content-Type",
                "Accept",
                "Accept-Encoding",
                "If-None-Match",
                "Range",
                "Expect",
                "Cookie",
                "Origin",
                "X-CSRF-Token",
                "Last-Event-ID",
                "Idempotency-Key",
                "traceparent",
                "Authorization")) {
            assertNothingOfIt(get("/v1/agreements", name + ": x" + attack + "\r\n"));
            assertNothingOfIt(get("/v1/agreements", name + ": x" + decoded + "\r\n"));
        }
    }

    private void assertNothingOfIt(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain(MARK).doesNotContain("injection");
        String head = answer.contains("\r\n\r\n") ? answer.substring(0, answer.indexOf("\r\n\r\n")) : answer;
        assertThat(Arrays.stream(head.split("\r\n", -1))
                        .skip(1)
                        .map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT)))
                .allMatch(ANSWERED::contains, "a header that the hub writes");
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(MARK));
    }

    @Test
    @Tag("slow")
    void waitForABodyThatComesByteByByteNoLongerThanAWhile() throws InterruptedException {
        // Given
        long begin = System.nanoTime();
        try (var wire = new Wire(door.port())) {
            wire.write(POST + JSON + "Content-Length: 100000\r\n\r\n{");

            // When
            Thread writing = new Thread(() -> dribble(wire));
            writing.start();
            String answer = wire.patient().readAll();
            writing.interrupt();
            writing.join();

            // Then
            assertThat(answer).startsWith("HTTP/1.1 503 ");
            assertThat((System.nanoTime() - begin) / 1_000_000_000).isBetween(20L, 50L);
        }
    }

    private static void dribble(Wire wire) {
        try {
            while (true) {
                wire.write(" ");
                Thread.sleep(1_000);
            }
        } catch (UncheckedIOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
