package org.kivuko.hub.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.kivuko.agreement.Agreement;
import org.kivuko.connector.http.RuleChanges;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.LifeBook;
import org.kivuko.connector.postgres.LifeListener;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Caller;
import org.kivuko.hub.signing.Deed;

/** What of a hub decides which rules hold, on a database that it may share with others. */
final class LifeHub implements AutoCloseable {
    private final LifeTree tree;
    private final Clock clock;
    private final PostgresLedger ledger;
    private final SharedConfiguration shared;
    final LivingRules rules;

    private LifeHub(LifeTree tree, LedgerAddress address, Clock clock) throws IOException {
        this.tree = tree;
        this.clock = clock;
        ledger = PostgresLedger.open(address, clock);
        shared = new SharedConfiguration(
                tree.folder(), Files.createTempDirectory("kivuko-life-"), ledger.configurations(), clock);
        rules = LivingRules.open(
                shared.start(tree.load()), ledger.life(), ledger.configurations(), (from, to, value) -> value, clock);
    }

    static LifeHub open(LifeTree tree, LedgerAddress address, Clock clock) throws IOException {
        return new LifeHub(tree, address, clock);
    }

    /** As the listener of a running hub does. */
    void follow() {
        shared.follow(rules::adopt, rules.rulebook()::doubt);
        rules.follow();
    }

    LifeListener listening(LedgerAddress address) {
        return new LifeListener(address, this::follow);
    }

    /** As the operator's call does. */
    SharedConfiguration.Put put() {
        var put = shared.put();
        if (put instanceof SharedConfiguration.InForce inForce) {
            rules.adopt(inForce.configuration());
        }
        return put;
    }

    LifeBook life() {
        return ledger.life();
    }

    SharedConfiguration shared() {
        return shared;
    }

    /** What is in force now, {@code KEN-UGA.life@1}. */
    List<String> inForce() {
        return rules.rulebook().agreements().inForce(clock.instant()).stream()
                .map(Agreement::reference)
                .toList();
    }

    /** Each of them does this about a version. */
    void act(Deed deed, int version, String... states) {
        for (String state : states) {
            var it = rules.living().find(LifeTree.ID, version).orElseThrow();
            var act = tree.act(deed, state, it.text(), it.chain().head());
            var result = rules.act(act.compact(), new Caller.Operator("operator"));
            if (result instanceof RuleChanges.Refused refused) {
                throw new AssertionError(refused.faults().toString());
            }
        }
    }

    static Path programs() {
        return Path.of("target/postgres-programs");
    }

    @Override
    public void close() {
        ledger.close();
    }
}
