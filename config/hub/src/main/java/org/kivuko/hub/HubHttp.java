package org.kivuko.hub;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.kivuko.connector.console.ConsoleFiles;
import org.kivuko.connector.console.StaticFile;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.http.HttpDoor;
import org.kivuko.connector.http.HttpPorts;
import org.kivuko.connector.http.OpsPorts;
import org.kivuko.connector.http.Page;
import org.kivuko.connector.http.Pages;
import org.kivuko.connector.http.PortInUse;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.AlertsInForce;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.DeliveryWriter;
import org.kivuko.exchange.DryRun;
import org.kivuko.exchange.Explaining;
import org.kivuko.exchange.InForceJudgement;
import org.kivuko.exchange.Resends;
import org.kivuko.exchange.Reviews;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.ThreadReader;
import org.kivuko.exchange.clock.ClockDoubt;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.exchange.push.Pushes;
import org.kivuko.hub.analysis.AnalysisDesk;
import org.kivuko.hub.explain.ExplainDesk;

/** The HTTP door of a hub, with what is asked there. */
final class HubHttp {
    private final HubParts hub;
    private final Shelf shelf;
    private final Pushes pushes;

    HubHttp(HubParts hub, Shelf shelf, Pushes pushes) {
        this.pushes = pushes;
        this.hub = hub;
        this.shelf = shelf;
    }

    /**
     * Opens it.
     *
     * @param confirmClock what an operator does who says that the clock is right
     * @throws PortInUse where somebody else listens there
     */
    HttpDoor open(
            OpsPorts operators,
            List<HealthSource> health,
            Supplier<Optional<ClockDoubt>> confirmClock,
            BooleanSupplier ready)
            throws IOException, PortInUse {
        HttpDoor door = HttpDoor.open(
                hub.doors().host(),
                hub.options().httpPort(),
                hub.doors().tls(),
                ports(operators, health, confirmClock, ready));
        hub.closings().add("http door", door::close);
        return door;
    }

    private HttpPorts ports(
            OpsPorts operators,
            List<HealthSource> health,
            Supplier<Optional<ClockDoubt>> confirmClock,
            BooleanSupplier ready) {
        TrustedClock clock = hub.clock();
        PostgresLedger ledger = hub.ledger();
        ChangingRulebook rulebook = hub.rulebook();
        var analyses = new AnalysisDesk(hub.options().config(), hub.rules()::held, clock);
        hub.closings().add("analyses", analyses);
        return new HttpPorts(
                hub.submissions(),
                new DryRun(hub.reader(), rulebook, ledger, hub.suspensions(), hub.exercises(), clock)::decide,
                new ExplainDesk(new Explaining(rulebook, ledger, hub.suspensions(), hub.exercises(), clock), rulebook)
                        ::explain,
                ledger,
                shelf,
                pushes,
                new ThreadReader(ledger, rulebook, clock)::read,
                hub.keys(),
                hub.broker().view(),
                rulebook,
                new Reviews(ledger, rulebook, hub.vault(), clock),
                ledger,
                new Resends(ledger.withdrawals(), hub.withdrawer())::ask,
                alertsInForce()::ask,
                ledger.withdrawals()::recalls,
                ledger.withdrawals()::corrections,
                hub.emergencies(),
                hub.rules(),
                analyses,
                hub.limits().quotas(),
                hub.limits().standstill(),
                confirmClock::get,
                clock,
                health,
                ready,
                pages(),
                operators);
    }

    private AlertsInForce alertsInForce() {
        var judgement = new InForceJudgement(
                hub.vault(),
                hub.admission(),
                hub.rulebook(),
                hub.facts(),
                new DeliveryWriter(hub.ledger(), hub.clock()));
        return new AlertsInForce(
                hub.ledger().inForce(), judgement, hub.vault(), hub.limits().standstill(), hub.clock());
    }

    private static Pages pages() {
        ConsoleFiles files = ConsoleFiles.read();
        return path -> {
            StaticFile file = files.find(path);
            return new Page(file.status(), file.contentType(), file.body(), file.packed(), file.tag(), file.lasting());
        };
    }
}
