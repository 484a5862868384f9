package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Times;
import org.kivuko.exchange.clock.ClockDoubt;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.hub.life.EmergencyWatch;
import org.kivuko.operations.watch.Suspensions;

/** What a running hub says about how it is. */
final class HubHealth {
    static final int MOST_NAMED = 10;

    private HubHealth() {}

    static List<HealthSource> sources(HubParts hub, DatabaseAdvice advice, HubPush push, HubFiles files) {
        PostgresLedger ledger = hub.ledger();
        HubRules rules = hub.rules();
        Standstill standstill = hub.limits().standstill();
        return List.of(
                new HealthSource("clock", () -> clock(hub.clock().look())),
                new HealthSource("ledger", () -> ledger(ledger.available(), advice.inWords())),
                new HealthSource(
                        "broker",
                        () -> HealthSource.Health.of(hub.broker().view().available(), "the broker is not active")),
                new HealthSource(
                        "intake",
                        () -> new HealthSource.Health(
                                standstill.reason().isEmpty(),
                                standstill.reason().orElse(""))),
                new HealthSource(
                        "agreements",
                        () -> new HealthSource.Health(rules.doubt().isEmpty(), rules.health())),
                new HealthSource(
                        "emergencies",
                        () -> new HealthSource.Health(true, String.join("; ", EmergencyWatch.open(hub.emergencies())))),
                new HealthSource(
                        "secrets",
                        () -> new HealthSource.Health(
                                true,
                                secrets(hub.options().data(), hub.options().demonstration()))),
                new HealthSource("pushes", () -> new HealthSource.Health(true, push.inWords())),
                new HealthSource("files", files::health),
                new HealthSource(
                        "tls", () -> new HealthSource.Health(true, hub.doors().fault())),
                new HealthSource("suspensions", () -> new HealthSource.Health(true, suspended(hub.suspensions()))),
                new HealthSource(
                        "inboxes",
                        () -> new HealthSource.Health(
                                true, closed(hub.withdrawer().closed()))));
    }

    /** Keeps nothing closed: a hub starts without another folder for them, and says so. */
    static String secrets(Path data, boolean demonstration) {
        try {
            return demonstration || HubSecrets.elsewhere(data).isPresent() ? "" : HubSecrets.IN_DATA;
        } catch (IOException unreadable) {
            return "where the secrets are kept cannot be read";
        }
    }

    /** What operators have suspended, by whom and since when; not why. */
    private static String suspended(Suspensions suspensions) {
        return suspensions.open().stream()
                .limit(MOST_NAMED)
                .map(each -> each.agreement()
                        + each.way()
                                .map(way -> " from " + way.from() + " to " + way.to())
                                .orElse("")
                        + " suspended by " + each.by() + " since " + Times.text(each.at()))
                .collect(Collectors.joining("; "));
    }

    /** @param advice does not close anything: it is about speed */
    static HealthSource.Health ledger(boolean available, String advice) {
        return new HealthSource.Health(available, available ? advice : "the database does not answer");
    }

    private static HealthSource.Health clock(Optional<ClockDoubt> doubt) {
        return new HealthSource.Health(
                doubt.isEmpty(), doubt.map(ClockDoubt::sentence).orElse(""));
    }

    /** Which inboxes hand over nothing at the moment, and since when; empty where all are open. */
    static String closed(Map<Inbox, Instant> closed) {
        if (closed.isEmpty()) {
            return "";
        }
        String oldest = closed.entrySet().stream()
                .sorted(Map.Entry.<Inbox, Instant>comparingByValue()
                        .thenComparing(entry -> entry.getKey().queue()))
                .limit(MOST_NAMED)
                .map(entry -> entry.getKey().queue() + " since " + Times.text(entry.getValue()))
                .collect(Collectors.joining(", "));
        return closed.size() + " closed: " + oldest + (closed.size() > MOST_NAMED ? ", ..." : "");
    }
}
