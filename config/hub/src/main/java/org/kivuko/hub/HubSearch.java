package org.kivuko.hub;

import java.time.InstantSource;
import org.kivuko.connector.http.SearchPorts;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Again;
import org.kivuko.exchange.DeliveryWriter;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Rulebook;
import org.kivuko.exchange.ShownContent;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.search.MessageContent;

/** What operators look for in the ledger of this hub. */
final class HubSearch {
    private HubSearch() {}

    static SearchPorts ports(
            PostgresLedger ledger,
            Admission admission,
            Vault vault,
            Rulebook rulebook,
            FactsCollector facts,
            InstantSource clock) {
        var shown = new ShownContent(
                new Again(ledger, vault, admission, rulebook),
                vault,
                rulebook,
                facts,
                new DeliveryWriter(ledger, clock));
        var search = ledger.search();
        return new SearchPorts(search, new MessageContent(search, shown)::open, ledger.savedViews());
    }
}
