package org.kivuko.hub;

import java.util.List;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Emergencies;
import org.kivuko.hub.life.EmergencyWatch;

/** What a running hub says about how it is. */
final class HubHealth {
    private HubHealth() {}

    static List<HealthSource> sources(
            EmbeddedBroker broker, PostgresLedger ledger, HubRules rules, Emergencies emergencies) {
        return List.of(
                new HealthSource(
                        "ledger", () -> HealthSource.Health.of(ledger.available(), "the database does not answer")),
                new HealthSource(
                        "broker", () -> HealthSource.Health.of(broker.view().available(), "the broker is not active")),
                new HealthSource("agreements", () -> new HealthSource.Health(true, rules.health())),
                new HealthSource(
                        "emergencies",
                        () -> new HealthSource.Health(true, String.join("; ", EmergencyWatch.open(emergencies)))));
    }
}
