package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.JmsDoorstep;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.RestoreNotice;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.safety.FileCheck;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.operations.restore.Loss;
import org.kivuko.operations.restore.Pairing;
import org.kivuko.operations.restore.Plan;
import org.kivuko.operations.restore.Reconciler;
import org.kivuko.operations.restore.RestoreLedger;

/** Holds broker and ledger of a hub that does not run against each other, and makes them one again. No door is opened. */
public final class HubReconciliation {
    private final HubOptions options;
    private final Configuration.Loaded configuration;
    private final Clock clock;

    /** @param configuration as the hub is started with it */
    public HubReconciliation(HubOptions options, Configuration.Loaded configuration, Clock clock) {
        this.options = options;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * What was found, and done about it.
     *
     * @param needed whether a hub would refuse to run without
     * @param begun the new epoch; empty where it was only looked
     * @param told how many agencies were told
     */
    public record Outcome(Plan plan, boolean needed, Optional<RestoreLedger.Begun> begun, int told) {}

    /** Looks, and changes nothing. */
    public Outcome look(Optional<Instant> since) throws IOException {
        return open((data, ledger, broker) -> {
            Plan plan = reconciler(ledger, broker).look(since(data, since));
            return new Outcome(plan, needed(data, plan), Optional.empty(), 0);
        });
    }

    /**
     * Does what is to be done, tells everybody, and gives broker and ledger a mark of their own. Cut off anywhere, it is repeated.
     *
     * @param since what happened after it may be unknown, where somebody knows better than the copy
     */
    public Outcome carryOut(Optional<Instant> since) throws IOException {
        return open((data, ledger, broker) -> {
            Reconciler reconciler = reconciler(ledger, broker);
            Plan plan = reconciler.look(since(data, since));
            boolean needed = needed(data, plan);
            Instant now = clock.instant();
            RestoreLedger.Begun begun = reconciler.carryOut(plan, now);
            int told = tell(broker, ledger.restore().ends(begun.before()), plan, begun, now);
            new Pairing(ledger.marks(), broker.marks(), clock).renew();
            ledger.restore().finish(begun, now);
            RestoredNote.remove(data.root());
            return new Outcome(plan, needed, Optional.of(begun), told);
        });
    }

    private static boolean needed(DataFolder data, Plan plan) {
        return RestoredNote.stands(data.root()) || !plan.drift().together();
    }

    private static Optional<Instant> since(DataFolder data, Optional<Instant> stated) throws IOException {
        return stated.isPresent() ? stated : RestoredNote.taken(data.root());
    }

    private static Reconciler reconciler(PostgresLedger ledger, EmbeddedBroker broker) {
        return new Reconciler(
                ledger.marks(), broker.marks(), ledger.restore(), new BrokerAtRest(broker), ledger.withdrawals());
    }

    /** Senders and recipients: each of them is both. */
    private int tell(
            EmbeddedBroker broker,
            List<RestoreLedger.LinkEnd> ends,
            Plan plan,
            RestoreLedger.Begun begun,
            Instant now) {
        Map<AgencyId, List<String>> lost = plan.losses().stream()
                .filter(Loss::toBeSentAgain)
                .collect(Collectors.groupingBy(
                        loss -> loss.key().source(),
                        Collectors.mapping(loss -> loss.key().id(), Collectors.toList())));
        Collection<Directory.Agency> agencies = configuration.directory().agencies();
        try (var doorstep = new JmsDoorstep(broker)) {
            for (Directory.Agency agency : agencies) {
                List<String> again = lost.getOrDefault(agency.id(), List.of()).stream()
                        .distinct()
                        .sorted()
                        .toList();
                doorstep.tell(new RestoreNotice(
                                agency.id(),
                                plan.since(),
                                begun.epoch(),
                                begun.before(),
                                first(again),
                                again.size() - first(again).size(),
                                links(agency.id(), ends))
                        .write(now));
            }
        }
        return agencies.size();
    }

    private static List<RestoreNotice.LastNumber> links(AgencyId recipient, List<RestoreLedger.LinkEnd> ends) {
        return ends.stream()
                .filter(end -> end.recipient().equals(recipient) && end.channel() == Channel.LIVE)
                .map(end -> new RestoreNotice.LastNumber(end.sender(), end.lane(), end.number()))
                .sorted(Comparator.comparing(
                                (RestoreNotice.LastNumber each) -> each.from().toString())
                        .thenComparing(each -> each.lane().code()))
                .limit(RestoreNotice.MOST)
                .toList();
    }

    private static List<String> first(List<String> ids) {
        return ids.subList(0, Math.min(RestoreNotice.MOST, ids.size()));
    }

    /** What is done with both. */
    private interface Work {
        Outcome with(DataFolder data, PostgresLedger ledger, EmbeddedBroker broker) throws IOException;
    }

    private Outcome open(Work work) throws IOException {
        if (!Files.exists(options.data().resolve(FileCheck.LOCK)) && !RestoredNote.stands(options.data())) {
            throw new StartRefused("no hub was ever started on the data folder " + options.data());
        }
        var servers = new HubServers(options);
        HubDoors doors = HubDoors.open(options.config(), configuration.settings(), clock);
        try (DataFolder data = DataFolder.open(options.data());
                HubDatabase database = servers.database(data.root());
                PostgresLedger ledger = servers.ledger(database, clock)) {
            BrokerSettings settings = servers.brokerAt(data.folder("broker"), configuration.settings(), doors);
            try (EmbeddedBroker broker = servers.broker(settings, configuration.directory(), key -> Optional.empty())) {
                return work.with(data, ledger, broker);
            }
        }
    }
}
