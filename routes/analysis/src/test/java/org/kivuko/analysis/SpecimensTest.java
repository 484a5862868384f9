package org.kivuko.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Demands;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Rule;
import org.kivuko.analysis.Traveller.Age;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

class SpecimensTest {
    /**
     * Free text goes where a removed value stands in it; so in a specimen none does, or prove would be blind to that text. Seen
     * to fail with a mail address of a desk as the sender and the desk in the name of the case.
     */
    @Test
    void noTextOfASpecimenIsLostWithAnythingElse() {
        // Given
        var texts = List.of("texts", "case", "parameters", "resources", "areas", "cap");
        var agreements = Agreements.unkeyed(SmallWorld.directory(), List.of(keeping(texts)));
        var draft = new Draft(
                AgencyId.of("KEN.DIS"),
                new Topic(MessageType.ALERT, Optional.of(AlertType.DOC_LOST)),
                Purpose.BORDER_CHECK,
                Status.ACTUAL,
                Optional.of("KEN-BUSIA"),
                new Gravity(Optional.of(Severity.SEVERE)),
                new Traveller(
                        true, Optional.of("KEN"), Age.ADULT, Set.of(), Optional.of("PP"), Optional.of("KEN"), false),
                Figures.PLAIN,
                Handling.H0,
                0);
        var message = Specimens.message(draft, "UGA.DCIC", Way.SENT);

        // When
        var ruling =
                agreements.judge(message, AgencyId.of("UGA.DCIC"), Instant.parse("2026-06-01T00:00:00Z"), Facts.NONE);

        // Then
        assertThat(ruling.removed()).isNotEmpty();
        assertThat(ruling.removed())
                .noneMatch(path -> Paths.named(MessageType.ALERT, path, texts))
                .noneMatch(path -> Paths.freeText(MessageType.ALERT, path));
    }

    private static Agreement keeping(List<String> paths) {
        var rule = new Rule(
                "R-1",
                Rule.Kind.PERMIT,
                "KEN",
                "UGA",
                Optional.of("a"),
                Set.of(MessageType.ALERT),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                false,
                new Rule.Fields(paths, Map.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Demands.NONE,
                Duties.NONE,
                Controls.NONE,
                Optional.empty());
        return new Agreement(
                "KEN-UGA.one",
                1,
                "one",
                new Agreement.Instrument("An instrument", Optional.empty()),
                SmallWorld.STATES,
                Agreement.State.IN_FORCE,
                new Agreement.Validity(LocalDate.of(2026, 1, 1), Optional.empty()),
                Map.of("a", Set.copyOf(SmallWorld.STATES)),
                List.of(rule));
    }
}
