package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
    private final TestDoor door = new TestDoor();

    PagesTest() {
        door.pages = path -> new Page(
                path.startsWith("no") ? 404 : 200,
                "text/html; charset=utf-8",
                bytes("<p>" + path),
                bytes("packed"),
                "tag-1",
                path.startsWith("static/"));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path, String... headers) {
        var request = door.to(path);
        return door.send(
                headers.length == 0 ? request.GET() : request.headers(headers).GET());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void servesThePagesToEverybodySinceTheyHoldNoData() {
        // Given
        door.open("0.0.0.0");

        // When and Then
        assertThat(get("/console/").body()).isEqualTo("<p>");
        assertThat(get("/console/message/KEN.DIS/id-1").body()).isEqualTo("<p>message/KEN.DIS/id-1");
        assertThat(get("/console/messages?q=m-1&from=KEN.DIS").body()).isEqualTo("<p>messages");
        assertThat(get("/console/nothing").statusCode()).isEqualTo(404);
        assertThat(header(get("/console"), "Location")).isEqualTo("/console/");
    }

    @Test
    void letsPagesRunWhatComesFromHereAndNothingElse() {
        // Given
        door.open();

        // When
        HttpResponse<String> page = get("/console/");

        // Then
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
                        + " 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void asksAgainForThePageAndNeverForWhatItsPathNames() {
        // Given
        door.open();

        // When and Then
        assertThat(header(get("/console/"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(get("/console/static/1/app.js"), "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @CsvSource({"'\"tag-1\"', 304", "'\"tag-0\", W/\"tag-1\"', 304", "*, 304", "'\"tag-2\"', 200", "tag-1, 200"})
    void sendsNothingToWhoHasIt(String known, int status) {
        // Given
        door.open();

        // When
        HttpResponse<String> answer = get("/console/", "If-None-Match", known);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 304 ? "" : "<p>");
        assertThat(header(answer, "ETag")).isEqualTo("\"tag-1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br', gzip",
        "GZIP;q=0.5, gzip",
        "gzip;q=0, ''",
        "'gzip; q=0.000', ''",
        "br, ''",
        "identity, ''"
    })
    void sendsPackedBytesToWhoTakesThem(String accepted, String encoding) {
        // Given
        door.open();

        // When
        HttpResponse<String> answer = get("/console/", "Accept-Encoding", accepted);

        // Then
        assertThat(header(answer, "Content-Encoding")).isEqualTo(encoding);
        assertThat(answer.body()).isEqualTo(encoding.isEmpty() ? "<p>" : "packed");
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
    }
}
