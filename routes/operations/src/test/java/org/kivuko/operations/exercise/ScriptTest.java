package org.kivuko.operations.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** What a script hands in, and when. */
class ScriptTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final String DATA =
            """
            'data': {'msgType': 'Alert', 'alertType': 'FLOW-SURGE', 'category': ['Security'], 'urgency': 'Expected',
                'severity': 'Severe', 'certainty': 'Likely'}
            """;
    private static final String UPDATE = DATA.replace("'Alert',", "'Update', 'references': ['surge'],");
    private static final String SCRIPT =
            """
            {'injects': [
                {'inject': 'more', 'at': 'PT20M', 'as': 'KEN.DIS', 'to': 'UGA.DCIC', %s},
                {'inject': 'surge', 'at': 'PT5M', 'as': 'KEN.DIS', 'to': 'UGA', 'expires': 'PT1H', %s}]}
            """
                    .formatted(UPDATE, DATA);

    private static Exercise run(int number) {
        return new Exercise(
                new Run("BUSIA-2026", number),
                "Busia",
                Set.of(AgencyId.of("KEN.DIS"), AgencyId.of("UGA.DCIC")),
                NOON,
                NOON.plus(Duration.ofHours(2)),
                "amina",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Reading<Script> read(String script) {
        JsonNode tree = MessageJson.tree(script.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return ScriptReader.read(tree, run(1));
    }

    private static Script script() {
        var read = read(SCRIPT);
        assertThat(read).as(read.toString()).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Script>) read).value();
    }

    private static List<String> due(Exercise run, Set<String> done, Duration after) {
        return script().due(run, done, NOON.plus(after)).stream()
                .map(Script.Due::inject)
                .toList();
    }

    @Test
    void injects_fall_due_in_their_order_from_their_instant_on_and_once() {
        assertThat(due(run(1), Set.of(), Duration.ofMinutes(5).minusMillis(1))).isEmpty();
        assertThat(due(run(1), Set.of(), Duration.ofMinutes(5))).containsExactly("surge");
        assertThat(due(run(1), Set.of(), Duration.ofHours(1))).containsExactly("surge", "more");
        assertThat(due(run(1), Set.of("surge"), Duration.ofHours(1))).containsExactly("more");
    }

    @Test
    void nothing_falls_due_before_a_run_begins_or_once_it_is_over() {
        var later = run(1).again(new Run("BUSIA-2026", 2), NOON.plusSeconds(7_200), NOON.plusSeconds(9_000), "amina");

        assertThat(due(later, Set.of(), Duration.ofHours(1))).isEmpty();
        assertThat(due(run(1), Set.of(), Duration.ofHours(2))).isEmpty();
    }

    @Test
    void a_message_follows_from_script_and_run_alone() {
        var due = script().all(run(3)).get(0);

        assertThat(due.key().toString()).isEqualTo("KEN.DIS/BUSIA-2026.3.surge");
        assertThat(due.at()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(due.event().path("time").asText()).isEqualTo("2026-12-01T12:05:00.000Z");
        assertThat(due.event().path("expires").asText()).isEqualTo("2026-12-01T13:05:00.000Z");
        assertThat(due.event().path("status").asText()).isEqualTo("exercise");
        assertThat(due.event().path("exercise").asText()).isEqualTo("BUSIA-2026");
        assertThat(due.event().path("purpose").asText()).isEqualTo("training");
        assertThat(script().all(run(3)).get(0).event()).isEqualTo(due.event());
    }

    @Test
    void what_refers_to_an_inject_refers_to_its_message_of_the_same_run() {
        var due = script().all(run(2)).get(1);

        assertThat(due.event().at("/data/references/0").asText()).isEqualTo("KEN.DIS/BUSIA-2026.2.surge");
        assertThat(due.event().path("expires").asText())
                .as("an alert ends with the run")
                .isEqualTo("2026-12-01T14:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEN.DIS|KEN.KRA|/injects/0/as",
                "'at': 'PT20M'|'at': 'PT2H'|/injects/0/at",
                "'at': 'PT20M'|'at': '-PT1M'|/injects/0/at",
                "'at': 'PT20M'|'at': 'soon'|/injects/0/at",
                "'more'|'surge'|/injects/1/inject",
                "'more'|'More'|/injects/0/inject",
                "'FLOW-SURGE'|'FLOOD'|/injects/0/data/alertType",
                "'to': 'UGA.DCIC'|'to': 'UGA.DCIC', 'status': 'actual'|/injects/0",
                "'to': 'UGA.DCIC'|'to': 'UGA.DCIC', 'type': 'void'|/injects/0/type",
                "'injects'|'inject'|/injects",
            })
    void what_no_door_would_take_or_is_unknown_is_refused_with_its_place(String piece, String by, String place) {
        String changed = SCRIPT.replaceFirst(Pattern.quote(piece), by);

        var refused = (Reading.Refused<Script>) read(changed);

        assertThat(refused.faults())
                .anySatisfy(fault -> assertThat(fault.pointer()).isEqualTo(place));
    }
}
