package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Cells;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Demands;
import org.kivuko.agreement.Dimension;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Passing;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Urgency;

class TermsJsonTest {
    private static String json(Demands demands, Duties duties, Controls controls, Optional<Cells> cells) {
        var json = JsonNodeFactory.instance.objectNode();
        TermsJson.add(
                json,
                new Rule(
                        "P",
                        Rule.Kind.PERMIT,
                        "KEN",
                        "UGA",
                        Optional.of("all"),
                        Set.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Set.of(),
                        false,
                        Rule.Fields.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        demands,
                        duties,
                        controls,
                        cells));
        return json.toString();
    }

    @Test
    void whatAPermitStatesStandsUnderTheKeysOfItsFile() {
        // Given
        var agency = AgencyId.of("KEN.BMS");
        var duties = new Duties(
                Optional.of(Period.ofDays(90)),
                new Passing(Onward.LISTED, Set.of("SSD", "ETH"), EvidenceUse.CONSENT),
                Map.of(Urgency.EXPECTED, Duration.ofHours(8), Urgency.IMMEDIATE, Duration.ofMinutes(15)),
                Optional.of(Duration.ofHours(72)));
        var controls = new Controls(
                Optional.of(new Controls.RateCap(200, Duration.ofHours(1))),
                Optional.of(Duration.ofHours(24)),
                Set.of(Controls.Copy.CENTRAL_CONTACT),
                Optional.of(new Controls.Emergency(Set.of(agency), Duration.ofHours(12))));

        // Then
        assertThat(json(
                        new Demands(List.of("sw", "en"), true, Set.of(agency)),
                        duties,
                        controls,
                        Optional.of(new Cells(5, Map.of(Dimension.NATIONALITY, 10), true))))
                .isEqualTo("{\"retention\":\"P90D\",\"onward\":\"listed\",\"onwardTo\":[\"ETH\",\"SSD\"],"
                        + "\"evidence\":\"consent\","
                        + "\"acknowledge\":{\"Immediate\":\"PT15M\",\"Expected\":\"PT8H\",\"Default\":\"PT72H\"},"
                        + "\"rateCap\":\"200/PT1H\",\"review\":true,\"reviewWithin\":\"PT24H\","
                        + "\"copies\":[\"central-contact\"],"
                        + "\"emergency\":{\"by\":[\"KEN.BMS\"],\"most\":\"PT12H\"},"
                        + "\"languages\":[\"sw\",\"en\"],\"evaluation\":true,\"participants\":[\"KEN.BMS\"],"
                        + "\"cells\":{\"min\":5,\"minBy\":{\"nationality\":10},\"secondary\":true}}");
    }

    @Test
    void whatItDoesNotStateIsAbsent() {
        assertThat(json(Demands.NONE, Duties.NONE, Controls.NONE, Optional.empty()))
                .isEqualTo("{}");
    }
}
