package org.kivuko.operations.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;

/** Who answered when. */
class ScoreTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final AgencyId KENYA = AgencyId.of("KEN.DIS");
    private static final AgencyId UGANDA = AgencyId.of("UGA.DCIC");
    private static final Exercise RUN = new Exercise(
            new Run("BUSIA-2026", 1),
            "Busia",
            Set.of(KENYA, UGANDA),
            NOON,
            NOON.plusSeconds(7_200),
            "amina",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static Optional<Instant> after(Integer minutes) {
        return Optional.ofNullable(minutes).map(each -> NOON.plus(Duration.ofMinutes(each)));
    }

    private static Delivered delivered(
            String id, Outcome outcome, Integer by, Integer acknowledged, Integer answered, Integer withdrawn) {
        return new Delivered(
                new MessageKey(KENYA, id),
                UGANDA,
                outcome,
                outcome == Outcome.REFUSED ? Optional.of(Code.NOT_A_PARTICIPANT) : Optional.empty(),
                NOON,
                after(by),
                Optional.empty(),
                after(acknowledged),
                after(answered),
                after(withdrawn));
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASED, 15, 15, , , IN_TIME",
        "REDUCED, 15, 16, , , LATE",
        "RELEASED, 15, 20, 10, , IN_TIME",
        "RELEASED, 15, , 14, , IN_TIME",
        "RELEASED, 15, , , , MISSING",
        "RELEASED, 30, , , , WAITING",
        "RELEASED, 31, , , , WAITING",
        "RELEASED, 29, , , , MISSING",
        "RELEASED, , , , , NOT_ASKED",
        "RELEASED, , 40, , , TAKEN",
        "RELEASED, 15, , , 12, NOT_REACHED",
        "RELEASED, 15, 10, , 12, IN_TIME",
        "REFUSED, , , , , NOT_REACHED",
        "HELD, , , , , NOT_REACHED"
    })
    void half_an_hour_later(
            Outcome outcome, Integer by, Integer acknowledged, Integer answered, Integer withdrawn, Verdict verdict) {
        var delivered = delivered("a", outcome, by, acknowledged, answered, withdrawn);

        assertThat(Verdict.of(delivered, NOON.plus(Duration.ofMinutes(30)))).isEqualTo(verdict);
    }

    @Test
    void each_participant_is_counted_over_what_reached_it() {
        var all = List.of(
                delivered("a", Outcome.RELEASED, 15, 5, null, null),
                delivered("b", Outcome.RELEASED, 15, 25, null, null),
                delivered("c", Outcome.RELEASED, 15, null, null, null),
                delivered("d", Outcome.REDUCED, null, 9, null, null),
                delivered("e", Outcome.REFUSED, null, null, null, null));

        var score = Score.of(RUN, Optional.empty(), Map.of(), all, NOON.plusSeconds(3_600));

        assertThat(score.tallies())
                .containsExactly(new Score.Tally(UGANDA, 4, 3, 1, 1, 1, Optional.of(Duration.ofMinutes(9))));
        assertThat(score.lines()).hasSize(5).allSatisfy(line -> assertThat(line.inject())
                .isEmpty());
    }

    @Test
    void injects_come_first_and_in_their_order_whether_they_reached_anybody_or_not() {
        var script = new Script(List.of(inject("second", 10), inject("first", 1)));
        var handedIn = Map.of("first", new HandedIn(NOON, Optional.of(Code.UNKNOWN_ADDRESS)));
        var own = delivered("BUSIA-2026.1.second", Outcome.RELEASED, null, null, null, null);
        var players = delivered("own-1", Outcome.RELEASED, null, null, null, null);

        var score = Score.of(RUN, Optional.of(script), handedIn, List.of(players, own), NOON);

        assertThat(score.lines())
                .extracting(Score.Line::inject)
                .containsExactly(Optional.of("first"), Optional.of("second"), Optional.empty());
        assertThat(score.lines().get(0).handedIn()).contains(handedIn.get("first"));
        assertThat(score.lines().get(0).marks()).isEmpty();
        assertThat(score.lines().get(1).marks()).singleElement().satisfies(mark -> assertThat(mark.delivered())
                .isEqualTo(own));
    }

    private static Inject inject(String name, int minutes) {
        var event = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        event.putObject("data");
        return new Inject(name, Duration.ofMinutes(minutes), KENYA, Optional.empty(), event);
    }
}
