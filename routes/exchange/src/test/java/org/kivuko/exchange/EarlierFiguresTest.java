package org.kivuko.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.cells.Release;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.Direction;
import org.kivuko.model.Lane;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

class EarlierFiguresTest {
    private static final AgencyId RECIPIENT = AgencyId.of("UGA.UBOS");
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();

    private final Vault vault = new Vault(new byte[32]);

    private static Message report(String start, String end) {
        String json =
                """
                {"specversion":"1.0","id":"f-1","source":"/agencies/KEN.DIS","type":"kivuko.flow-report.v1",
                 "time":"2026-11-01T06:00:00+03:00","to":"UGA","purpose":"statistics","post":"KEN-BUSIA",
                 "data":{"reportId":"r-3","revision":1,"reporter":"KEN.DIS","post":"KEN-BUSIA","direction":"EXIT",
                 "periodStart":"%s","periodEnd":"%s","frequency":"D","method":"COUNT","dimensions":["category"],
                 "cells":[{"category":"CITIZEN","count":840}]}}
                """
                        .formatted(start, end);
        return ((Reading.Accepted<Message>) MessageJson.read(json.getBytes(UTF_8))).value();
    }

    private KeptFigures kept(UUID delivery, String reportId, String start, String end) {
        var release = new Release(
                reportId,
                1,
                LocalDate.parse(start),
                LocalDate.parse(end),
                List.of(new Release.Figure("people", 3, Release.State.HIDDEN)));
        var about = new KeptFigures.About(
                RECIPIENT, "KEN-BUSIA", Direction.EXIT, LocalDate.parse(start), LocalDate.parse(end));
        return new KeptFigures(about, vault.seal(EarlierFigures.name(delivery), MessageJson.write(release.json())));
    }

    /** A ledger that remembers two reports, one on the first half of a month and one on all of it. */
    private Memory memory() {
        var known = new LinkedHashMap<UUID, KeptFigures>();
        known.put(FIRST, kept(FIRST, "r-1", "2026-10-01", "2026-10-15"));
        known.put(SECOND, kept(SECOND, "r-2", "2026-10-01", "2026-11-01"));
        return new Memory() {
            @Override
            public Map<AgencyId, Map<String, Integer>> used(Outbox outbox, Map<String, Instant> since) {
                return Map.of();
            }

            @Override
            public List<Handed> handed(AgencyId agency, Collection<MessageKey> references, Collection<String> marks) {
                return List.of();
            }

            @Override
            public Map<UUID, KeptFigures> figures(Collection<KeptFigures.About> abouts) {
                return known;
            }

            @Override
            public Map<MessageKey, Versions> versions(Collection<MessageKey> messages) {
                return Map.of();
            }

            @Override
            public Map<MessageKey, List<Consent>> consents(AgencyId agency, Collection<MessageKey> messages) {
                return Map.of();
            }
        };
    }

    private static Admission.Admitted admitted(Message message) {
        return new Admission.Admitted(
                message, new Digest("0".repeat(64)), Header.of(message, Map.of(), false), Lane.BULK, Map.of());
    }

    private List<String> before(Message message, AgencyId recipient, Optional<UUID> own) {
        return EarlierFigures.ask(memory(), vault, List.of(admitted(message)), Set.of(recipient))
                .of(message, recipient, own)
                .stream()
                .map(Release::reportId)
                .toList();
    }

    @Test
    void openWhatWasGivenOnTheSamePeopleOldestFirst() {
        assertThat(before(report("2026-10-14", "2026-10-16"), RECIPIENT, Optional.empty()))
                .containsExactly("r-1", "r-2");
        assertThat(before(report("2026-10-15", "2026-10-16"), RECIPIENT, Optional.empty()))
                .containsExactly("r-2");
        assertThat(before(report("2026-11-01", "2026-11-02"), RECIPIENT, Optional.empty()))
                .isEmpty();
        assertThat(before(report("2026-10-14", "2026-10-16"), AgencyId.of("UGA.URA"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void leaveOutWhatCameWithOrAfterTheDeliveryThatIsJudgedAgain() {
        Message report = report("2026-10-01", "2026-11-01");
        assertThat(before(report, RECIPIENT, Optional.of(SECOND))).containsExactly("r-1");
        assertThat(before(report, RECIPIENT, Optional.of(FIRST))).isEmpty();
        assertThat(before(report, RECIPIENT, Optional.of(UUID.randomUUID()))).containsExactly("r-1", "r-2");
    }
}
