package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.MatrixPermit.Field;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.MessageType;

class MatrixPermitTest {
    /** Seeded defect: a permit of the core alone beside it, which must name no field. */
    @Test
    void namesTheFieldsThatSaySomethingOfAPersonAndHowTheySayLess() {
        // Given
        var agreement = bilateral(
                permit("core").keep("@core").build(),
                permit("names")
                        .recipients("UGA.DCIC")
                        .keep("@core", "subject.person.dateOfBirth", "subject.person.nationality", "texts[].event")
                        .transform("subject.person.dateOfBirth", Transform.YEAR)
                        .build());

        // When
        var permits = agreements(agreement).matrix(NOW).stream()
                .filter(row -> row.from().equals("KEN") && row.to().equals("UGA"))
                .filter(row -> row.message() == MessageType.ALERT)
                .findFirst()
                .orElseThrow()
                .permits();

        // Then
        assertThat(permits.get(0).fields()).isEmpty();
        assertThat(permits.get(1).fields())
                .containsExactly(
                        new Field("subject.person.dateOfBirth", true, Optional.of(Transform.YEAR)),
                        new Field("subject.person.nationality", true, Optional.empty()),
                        new Field("texts[].event", false, Optional.empty()));
        assertThat(permits.get(1).recipients()).isEqualTo(List.of(UGA_DCIC));
    }
}
