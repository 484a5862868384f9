package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

class MatrixTest {
    @Test
    void hasARowForEveryOrderedPairEveryStateAndEveryType() {
        assertThat(agreements().matrix(NOW))
                .hasSize(3 * 3 * 5)
                .doesNotHaveDuplicates()
                .allMatch(row -> row.reason().equals(Optional.of(Code.NO_AGREEMENT)));
    }

    @Test
    void saysWhoGetsWhatUnderWhichRules() {
        // Given
        var agreements = agreements(bilateral(
                permit("P2")
                        .messages(MessageType.ALERT)
                        .recipients(":refugee")
                        .keep("@core", "case")
                        .build(),
                permit("P1")
                        .messages(MessageType.ALERT)
                        .recipients(":customs")
                        .keep("@core")
                        .build(),
                permit("P3")
                        .messages(MessageType.FLOW_REPORT)
                        .annex("nobodys")
                        .keep("@core")
                        .build()));

        // Then
        assertThat(row(agreements, "KEN", "UGA", MessageType.ALERT)).satisfies(row -> {
            assertThat(row.rules()).containsExactly("KEN-UGA.test@1/P1", "KEN-UGA.test@1/P2");
            assertThat(row.recipients()).containsExactly(AgencyId.of("UGA.OPM"), AgencyId.of("UGA.URA"));
            assertThat(row.keep()).containsExactly("@core", "case");
            assertThat(row.reason()).isEmpty();
            assertThat(row.permits()).extracting(MatrixPermit::name).containsExactlyElementsOf(row.rules());
        });
        assertThat(row(agreements, "KEN", "UGA", MessageType.FLOW_REPORT).reason())
                .contains(Code.NOT_RECIPROCAL);
        assertThat(row(agreements, "KEN", "UGA", MessageType.CROSSING_RECORD).reason())
                .contains(Code.TYPE_NOT_PERMITTED);
        assertThat(row(agreements, "UGA", "KEN", MessageType.ALERT).reason()).contains(Code.NO_AGREEMENT);
    }

    @Test
    void saysWhyNothingCrosses() {
        // Given
        var banned = agreement(
                "KEN-UGA.ban",
                List.of("KEN", "UGA"),
                prohibit("N").messages(MessageType.CROSSING_RECORD).build(),
                prohibit("M").messages(MessageType.ALERT).alertTypes("VEH-*").build(),
                prohibit("O")
                        .messages(MessageType.FLOW_REPORT)
                        .alertTypes("VEH-*")
                        .build(),
                permit("P").keep("*").build());
        var suspended = agreement(
                "ETH-KEN.a",
                List.of("ETH", "KEN"),
                State.SUSPENDED,
                permit("P").between("KEN", "ETH").build());
        var agreements = agreements(banned, suspended);

        // Then
        var record = row(agreements, "KEN", "UGA", MessageType.CROSSING_RECORD);
        assertThat(record.reason()).contains(Code.PROHIBITED);
        assertThat(record.rules()).containsExactly("KEN-UGA.ban@1/N");
        assertThat(row(agreements, "KEN", "UGA", MessageType.FLOW_REPORT).reason())
                .contains(Code.PROHIBITED);
        assertThat(row(agreements, "KEN", "UGA", MessageType.ALERT).reason()).isEmpty();
        assertThat(row(agreements, "KEN", "ETH", MessageType.ALERT).reason()).contains(Code.SUSPENDED);
    }

    private static MatrixRow row(Agreements agreements, String from, String to, MessageType type) {
        return agreements.matrix(NOW).stream()
                .filter(row -> row.from().equals(from) && row.to().equals(to) && row.message() == type)
                .findFirst()
                .orElseThrow();
    }
}
