package org.kivuko.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kivuko.agreement.Agreements;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.limit.OverQuota;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.exchange.limit.Traffic;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/**
 * The stations that each copy passes alone, in the order of the route {@code exchange}. Each takes the stage it knows one
 * step on and hands every other one through. Thread-safe.
 */
public final class Stations {
    private final Reader reader;
    private final Admission admission;
    private final Rulebook rulebook;
    private final Quotas quotas;
    private final Standstill standstill;
    private final InstantSource clock;

    public Stations(
            Reader reader,
            Admission admission,
            Rulebook rulebook,
            Quotas quotas,
            Standstill standstill,
            InstantSource clock) {
        this.reader = reader;
        this.admission = admission;
        this.rulebook = rulebook;
        this.quotas = quotas;
        this.standstill = standstill;
        this.clock = clock;
    }

    /**
     * Bytes become a message, or go to quarantine.
     *
     * @throws StandsStill where the hub takes nothing: the batch stays in its outbox
     */
    public Passage read(Arrival arrival) {
        standstill.requireMoving();
        if (arrival.door() == Door.HUB) {
            // An errand on which the hub fails comes again with the next look at the agenda.
            return arrival.poison()
                    ? new Passage.Dropped(arrival)
                    : new Passage.Ordered(arrival, Errand.read(arrival.body()));
        }
        if (arrival.poison()) {
            var fault = new Fault("", Code.NOT_AVAILABLE, "the hub failed on this copy; an operator has to look at it");
            return turned(arrival, Optional.empty(), true, List.of(fault));
        }
        Reading<Message> reading = reader.read(
                arrival.body(), arrival.contentType(), arrival.outbox().agency(), Beside.nothing());
        if (reading instanceof Reading.Refused<Message> refused) {
            boolean unreadable = refused.faults().get(0).code() == Code.UNREADABLE;
            return turned(arrival, Optional.empty(), unreadable, refused.faults());
        }
        var accepted = (Reading.Accepted<Message>) reading;
        var warnings = new ArrayList<>(arrival.warnings());
        warnings.addAll(accepted.warnings());
        return new Passage.Read(arrival, accepted.value(), warnings);
    }

    /** Its sender may send it, on this lane and channel, or it is turned away. */
    public Passage admit(Passage passage) {
        if (!(passage instanceof Passage.Read read)) {
            return passage;
        }
        Arrival arrival = read.arrival();
        Message message = read.message();
        if (refersToPending(message, arrival)) {
            return new Passage.NeedsEarlier(arrival);
        }
        if (message.envelope().channel() != arrival.outbox().channel()) {
            return turned(arrival, Optional.of(message.key()), false, List.of(wrongChannel()));
        }
        if (arrival.door() == Door.HTTP) {
            return new Passage.Admitted(arrival, admission.readmit(message), read.warnings());
        }
        AgencyId sender = arrival.outbox().agency();
        Admission.Result result = admission.admit(message, sender, false, clock.instant());
        if (result instanceof Admission.Refused refused) {
            if (admission.acceptedBefore(message, sender).isPresent()) {
                return new Passage.Admitted(arrival, admission.readmit(message), read.warnings());
            }
            return turned(arrival, Optional.of(message.key()), false, refused.faults());
        }
        Passage placed = inLane(new Passage.Admitted(arrival, (Admission.Admitted) result, read.warnings()));
        Optional<OverQuota> over = placed instanceof Passage.Admitted ? overQuota(arrival, message) : Optional.empty();
        return over.isPresent()
                ? turned(
                        arrival,
                        Optional.of(message.key()),
                        false,
                        List.of(over.get().fault()))
                : placed;
    }

    /** Addresses become agencies. */
    public Passage address(Passage passage) {
        if (!(passage instanceof Passage.Admitted admitted)) {
            return passage;
        }
        return new Passage.Addressed(
                admitted.arrival(), admitted.admitted(), admitted.warnings(), recipients(admitted));
    }

    private SortedSet<AgencyId> recipients(Passage.Admitted admitted) {
        Message message = admitted.admitted().message();
        if (Following.reachesAll(message)) {
            return Following.recipients(message, admitted.admitted().references());
        }
        Agreements.Expansion expansion = rulebook.agreements().expand(message, clock.instant());
        // What the door accepted may have lost its addressees since: then it has no recipients, and its status says so.
        return expansion instanceof Agreements.Expansion.Recipients known ? known.agencies() : new TreeSet<>();
    }

    /** The HTTP door has asked before it sent; and what comes again was asked for when it came first. */
    private Optional<OverQuota> overQuota(Arrival arrival, Message message) {
        Outbox outbox = arrival.outbox();
        Traffic traffic = Traffic.of(message.alert().map(Alert::alertType), outbox.lane());
        return arrival.again()
                ? Optional.empty()
                : quotas.take(outbox.agency(), arrival.body().length, traffic, clock.instant());
    }

    private static Passage inLane(Passage.Admitted admitted) {
        boolean intruder = admitted.arrival().outbox().lane() == Lane.URGENT
                && admitted.admitted().lane() == Lane.BULK;
        return intruder ? new Passage.Moved(admitted.arrival()) : admitted;
    }

    private static boolean refersToPending(Message message, Arrival arrival) {
        return message.payload().references().stream().anyMatch(arrival.pending())
                || message.content().payload().references().stream().anyMatch(arrival.pending());
    }

    private static Fault wrongChannel() {
        return new Fault(
                "/status", Code.SCHEMA_VIOLATION, "must be actual in a live outbox, exercise or test in the other");
    }

    private Passage turned(Arrival arrival, Optional<MessageKey> key, boolean quarantined, List<Fault> faults) {
        return new Passage.Turned(arrival, key, clock.instant(), quarantined, faults);
    }
}
