package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Address;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.Consent.Act;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Purpose;

class ConsentsInOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private static Consent said(Act act, String until, Purpose purpose, String... recipients) {
        return new Consent(
                List.of(new MessageKey(AgencyId.of("KEN.DIS"), "c")),
                act,
                Stream.of(recipients)
                        .map(name -> Address.parse(name).orElseThrow())
                        .toList(),
                Optional.ofNullable(purpose),
                Optional.ofNullable(until).map(OffsetDateTime::parse),
                Optional.empty());
    }

    private static Consent grant(String... recipients) {
        return said(Act.GRANT, "2026-12-01T00:00:00Z", null, recipients);
    }

    @Test
    void aGrantHoldsUntilItsEnd() {
        assertThat(ConsentsInOrder.granted(List.of(grant("ETH")), Purpose.CRIME, NOW))
                .containsExactly("ETH");
        assertThat(ConsentsInOrder.granted(List.of(grant("ETH")), Purpose.CRIME, Instant.parse("2026-12-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aGrantForAPurposeHoldsForNoOtherAndEvidenceMustBeNamed() {
        var forCrime = said(Act.GRANT, "2026-12-01T00:00:00Z", Purpose.CRIME, "ETH");
        assertThat(ConsentsInOrder.granted(List.of(forCrime), Purpose.CUSTOMS, NOW))
                .isEmpty();
        assertThat(ConsentsInOrder.granted(List.of(grant("ETH")), Purpose.EVIDENCE, NOW))
                .isEmpty();
        var evidence = said(Act.GRANT, "2026-12-01T00:00:00Z", Purpose.EVIDENCE, "ETH");
        assertThat(ConsentsInOrder.granted(List.of(evidence), Purpose.EVIDENCE, NOW))
                .containsExactly("ETH");
    }

    @Test
    void aQuestionGrantsNothing() {
        var ask = said(Act.ASK, "2026-12-01T00:00:00Z", null, "ETH");
        assertThat(ConsentsInOrder.granted(List.of(ask), Purpose.CRIME, NOW)).isEmpty();
    }

    @Test
    void aWithdrawalTakesBackWhatItNamesAndWithoutNamesEverything() {
        var state = said(Act.WITHDRAW, null, null, "ETH");
        var agency = said(Act.WITHDRAW, null, null, "ETH.ICS");
        var all = said(Act.WITHDRAW, null, null);
        assertThat(ConsentsInOrder.granted(List.of(grant("ETH.ICS", "SSD"), state), Purpose.CRIME, NOW))
                .containsExactly("SSD");
        assertThat(ConsentsInOrder.granted(List.of(grant("ETH", "SSD"), agency), Purpose.CRIME, NOW))
                .as("one agency of a state that was granted")
                .containsExactly("SSD");
        assertThat(ConsentsInOrder.granted(List.of(grant("ETH", "SSD"), all), Purpose.CRIME, NOW))
                .isEmpty();
        assertThat(ConsentsInOrder.granted(List.of(all, grant("ETH")), Purpose.CRIME, NOW))
                .as("granted anew")
                .containsExactly("ETH");
    }
}
