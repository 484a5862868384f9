package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.model.MessageJson;

/** Calls that are to end say so. */
class EndingsTest {
    private static final Instant SINCE = Instant.parse("2027-01-01T12:00:00Z");
    private static final Instant UNTIL = Instant.parse("2028-01-02T00:00:00Z");

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    private static Endings.Ending ending(String path, Optional<Instant> sunset) {
        return new Endings.Ending("GET", path, SINCE, sunset, "/docs/changes");
    }

    /** Seen to fail with seconds that were milliseconds, and with a call whose refusals kept silent. */
    @Test
    void everyAnswerOfACallThatIsToEndSaysSo() {
        // Given
        door.endings =
                new Endings(List.of(ending("/v1/agreements", Optional.of(UNTIL)), ending("/docs", Optional.empty())));
        door.open();

        // When
        HttpHeaders answered = door.get("/v1/agreements", TestDoor.KEN_KEY).headers();
        HttpHeaders refused = door.get("/v1/agreements", "no key").headers();
        HttpHeaders open = door.send(door.to("/docs").GET()).headers();
        HttpHeaders other = door.get("/v1/inbox", TestDoor.KEN_KEY).headers();

        // Then
        for (HttpHeaders headers : List.of(answered, refused)) {
            assertThat(headers.firstValue("Deprecation")).hasValue("@1798804800");
            assertThat(headers.firstValue("Sunset")).hasValue("Sun, 2 Jan 2028 00:00:00 GMT");
            assertThat(headers.firstValue("Link")).hasValue("</docs/changes>; rel=\"deprecation\"; type=\"text/html\"");
        }
        assertThat(open.firstValue("Deprecation")).hasValue("@1798804800");
        assertThat(open.firstValue("Sunset")).isEmpty();
        assertThat(other.map()).doesNotContainKeys("deprecation", "sunset", "link");
    }

    @Test
    void aCallStaysAYearAfterItWasSaidThatItEnds() {
        assertThatThrownBy(() -> ending("/docs", Optional.of(Instant.parse("2027-12-31T00:00:00Z"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a call stays 12 months");
    }

    @Test
    void thePageNamesWhatEnds() {
        var endings = new Endings(List.of(ending("/v1/agreements", Optional.of(UNTIL))));

        String page = new String(ChangesPage.html(endings, DocsTexts.in("en")), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("GET /v1/agreements", SINCE.toString(), UNTIL.toString())
                .doesNotContain("Nothing is to end");
    }

    /** Seen to fail with a call that was marked in the description alone. */
    @Test
    void theDescriptionMarksWhatTheTableNames() {
        Set<String> described = new TreeSet<>();
        JsonNode paths = MessageJson.tree(FileCalls.own("openapi.json").body()).path("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(call -> {
            if (call.getValue().path("deprecated").asBoolean()) {
                described.add(call.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
        }));

        assertThat(described)
                .isEqualTo(Endings.TABLE.all().stream()
                        .map(ending -> ending.method() + " " + ending.path())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
