package org.kivuko.hub;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.kivuko.connector.artemis.AgencyDoor;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.JmsDoorstep;
import org.kivuko.connector.artemis.JmsShelf;
import org.kivuko.connector.http.HttpDoor;
import org.kivuko.connector.http.OpsPorts;
import org.kivuko.connector.http.PortInUse;
import org.kivuko.connector.postgres.LifeListener;
import org.kivuko.connector.postgres.ServerAdvice;
import org.kivuko.connector.webhook.SignedCalls;
import org.kivuko.exchange.ErrandRunner;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Reception;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.SuccessorShelf;
import org.kivuko.hub.life.EmergencyWatch;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.operations.exercise.ExerciseRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors of a hub whose routes run: where agencies and operators come in, where the hub goes out to them, and what watches over it. */
final class HubDoorways {
    private static final Logger LOG = LoggerFactory.getLogger(HubDoorways.class);

    private final HubStores stores;
    private final HubJudging judging;
    private final HubWaiting waiting;
    private final HubTraffic traffic;
    private final Closings closings;
    private AgencyDoor agencies;
    private HttpDoor http;
    private JmsShelf leases;
    private EndWatch ends;
    private EmergencyWatch emergencyWatch;

    private HubDoorways(HubStores stores, HubJudging judging, HubWaiting waiting, HubTraffic traffic) {
        this.stores = stores;
        this.judging = judging;
        this.waiting = waiting;
        this.traffic = traffic;
        this.closings = stores.ground().closings();
    }

    /** @param ready whether all of them are open */
    static HubDoorways open(
            HubStores stores, HubJudging judging, HubWaiting waiting, HubTraffic traffic, BooleanSupplier ready)
            throws IOException, BrokerStartFailure, PortInUse {
        var doorways = new HubDoorways(stores, judging, waiting, traffic);
        doorways.open(ready);
        return doorways;
    }

    private void open(BooleanSupplier ready) throws IOException, BrokerStartFailure, PortInUse {
        HubGround ground = stores.ground();
        openAgencies();
        var advice = new DatabaseAdvice(() -> ServerAdvice.of(stores.address()));
        closings.add("database advice", advice.watch());
        var guard = new ClockGuard(
                ground.clock(),
                stores.ledger().clockBook(),
                stores.limits().standstill(),
                waiting.withdrawer(),
                agencies);
        closings.add("clock guard", guard.watch());
        var doorstep = new JmsDoorstep(stores.broker());
        closings.add("doorstep", doorstep);
        tellAgencies(doorstep);
        var calls = new SignedCalls(ground.clock());
        closings.add("webhooks", calls);
        HubParts parts = parts(doorstep, calls);
        play(parts);
        Shelf shelf = shelf();
        var push = new HubPush(parts, shelf, waiting.queues().pauses());
        closings.add("pushing", push);
        var files = new HubFiles();
        var operators = new HubOperators(
                parts, waiting.queues(), traffic.posts(), ground.data().id());
        var health = HubHealth.sources(parts, advice, push, files);
        OpsPorts asked = operators.ports(health, push);
        operators.announce(doorstep);
        http = new HubHttp(parts, shelf, push.pushes()).open(asked, health, guard::confirm, ready);
        files.open(parts, shelf);
        closings.add("rulebook watch", new RulebookWatch(stores.rulebook(), ground.clock()));
        closings.add("life listener", new LifeListener(stores.address(), this::follow));
        closings.add("pushes", push.watch());
        ground.phases().ended("doors");
    }

    private void openAgencies() throws BrokerStartFailure {
        stores.broker().limit(stores.limits().quotas());
        stores.broker().watch(stores.limits().standstill());
        agencies = stores.broker()
                .letAgenciesIn(stores.ledger(), stores.ground().times().wall());
        closings.add("agency door", agencies);
    }

    /** Ends that are near, emergencies and what has to be sent later. */
    private void tellAgencies(JmsDoorstep doorstep) {
        HubGround ground = stores.ground();
        ends = new EndWatch(stores.rules().living(), stores.ledger().life(), doorstep::tell, ground.clock());
        emergencyWatch = new EmergencyWatch(
                judging.emergencies(), stores.rulebook(), stores.ledger().life(), doorstep::tell, ground.clock());
        closings.add("errands", new ErrandRunner(stores.ledger(), doorstep, ground.clock()).start());
    }

    private HubParts parts(JmsDoorstep doorstep, SignedCalls calls) {
        HubGround ground = stores.ground();
        return new HubParts(
                ground.options(),
                ground.times(),
                ground.clock(),
                stores.ledger(),
                stores.broker(),
                stores.keyFiles(),
                stores.keys(),
                stores.doors(),
                stores.rules(),
                stores.limits(),
                judging.reader(),
                judging.admission(),
                judging.vault(),
                judging.facts(),
                judging.emergencies(),
                judging.suspensions(),
                judging.exercises(),
                waiting.withdrawer(),
                calls,
                new Submissions(
                        new Reception(judging.reader(), judging.admission(), ground.clock())::receive,
                        stores.ledger(),
                        doorstep,
                        stores.limits().quotas(),
                        stores.limits().standstill(),
                        ground.clock()),
                closings);
    }

    /** What is scripted is handed in, and what was reset is taken away. */
    private void play(HubParts parts) {
        var ports = new ExerciseRunner.Ports(
                stores.ledger().exercises(),
                stores.ledger().exerciseTraffic(),
                parts.submissions()::submit,
                waiting.withdrawer()::withdraw,
                stores.ledger(),
                judging.vault());
        closings.add(
                "exercises",
                new ExerciseRunner(judging.exercises(), ports, stores.ground().clock()).start());
    }

    private Shelf shelf() {
        leases = new JmsShelf(stores.broker(), stores.ledger(), stores.ground().clock());
        closings.add("shelf", leases);
        return new SuccessorShelf(
                leases, stores.rulebook(), former -> stores.broker().leaving().contains(former));
    }

    /** Something in the database says that the rules may be others. */
    private void follow() {
        stores.rules().follow();
        traffic.members().sweep();
        ends.look();
        emergencyWatch.look();
        try {
            judging.suspensions().follow();
            judging.exercises().follow();
        } catch (LedgerUnavailable away) {
            LOG.debug("what is suspended, and which exercises are open, cannot be read", away);
        }
    }

    HttpDoor http() {
        return http;
    }

    AgencyDoor agencies() {
        return agencies;
    }

    JmsShelf leases() {
        return leases;
    }
}
