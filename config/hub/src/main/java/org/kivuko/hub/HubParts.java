package org.kivuko.hub;

import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.connector.webhook.SignedCalls;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.Withdrawer;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.operations.exercise.Exercises;
import org.kivuko.operations.watch.Suspensions;

/**
 * The parts of a hub whose routes run, for what is opened after them.
 *
 * @param closings is told what is to end with the hub
 */
record HubParts(
        HubOptions options,
        TimeSources times,
        TrustedClock clock,
        PostgresLedger ledger,
        EmbeddedBroker broker,
        KeyFiles keyFiles,
        HubKeys keys,
        HubDoors doors,
        HubRules rules,
        HubLimits limits,
        Reader reader,
        Admission admission,
        Vault vault,
        FactsCollector facts,
        Emergencies emergencies,
        Suspensions suspensions,
        Exercises exercises,
        Withdrawer withdrawer,
        SignedCalls calls,
        Submissions submissions,
        Closings closings) {
    ChangingRulebook rulebook() {
        return rules.rulebook();
    }
}
