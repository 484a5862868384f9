package org.kivuko.exchange;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Consent;
import org.kivuko.model.Correction;
import org.kivuko.model.Directory;
import org.kivuko.model.Envelope;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Payload;
import org.kivuko.model.Recall;
import org.kivuko.model.Reply;

/** Whether the messages that another one refers to are known to its sender, of a fitting kind, and its own where it changes them. */
record ReferenceChecks(Directory directory, boolean unverified) {
    private static final Set<MsgType> STATES_A_CASE = EnumSet.of(MsgType.ALERT, MsgType.UPDATE);
    private static final Set<MessageType> CAN_BE_ANSWERED = EnumSet.of(MessageType.ALERT, MessageType.REQUEST);

    /**
     * What the ledger knows for its sender of the messages that this one refers to: what that agency sent or was handed, under
     * its own code or a former one.
     */
    static Map<MessageKey, ReferenceFact> known(Ledger ledger, Message message, Directory directory) {
        Set<MessageKey> references = references(message);
        if (references.isEmpty()) {
            return Map.of();
        }
        AgencyId sender = message.key().source();
        var known = new HashMap<>(ledger.references(references, sender, isCentralContact(sender, directory)));
        for (AgencyId former : directory.formerCodes(sender)) {
            ledger.references(references, former, false).forEach(known::putIfAbsent);
        }
        return known;
    }

    /** Those of the message, and those of what it puts in the place of another. */
    private static Set<MessageKey> references(Message message) {
        var references = new LinkedHashSet<>(message.payload().references());
        references.addAll(message.content().payload().references());
        return references;
    }

    List<Fault> check(Message message, Map<MessageKey, ReferenceFact> known) {
        var faults = new ArrayList<Fault>();
        boolean unlooked =
                unverified && message.alert().map(Alert::alertType).equals(Optional.of(AlertType.PUBLIC_WARNING));
        check(message.envelope(), message.payload(), "/data", unlooked, known, faults);
        return faults;
    }

    private void check(
            Envelope envelope,
            Payload payload,
            String data,
            boolean unlooked,
            Map<MessageKey, ReferenceFact> known,
            List<Fault> faults) {
        List<MessageKey> references = payload.references();
        for (int i = 0; i < references.size(); i++) {
            var place = new Place(data, data + "/references/" + i);
            check(envelope, payload, Optional.ofNullable(known.get(references.get(i))), unlooked, place)
                    .ifPresent(faults::add);
        }
        if (payload instanceof Correction correction) {
            String replacement = data + "/" + Correction.REPLACEMENT;
            check(envelope, correction.replacement(), replacement, unlooked, known, faults);
        }
    }

    /** What is practised is of another world than what is real: neither recalls, changes or answers anything of the other. */
    private Optional<Fault> check(
            Envelope envelope, Payload payload, Optional<ReferenceFact> fact, boolean unlooked, Place place) {
        if (fact.filter(known -> known.channel() != envelope.channel()).isPresent()) {
            return unknown(place);
        }
        if (unlooked) {
            return Optional.empty();
        }
        return fact.isEmpty() ? unknown(place) : check(envelope.sender(), payload, fact.get(), place);
    }

    /** JSON pointers to the data that refers and to the reference in it. */
    private record Place(String data, String reference) {
        Optional<Fault> fault(Code code, String detail) {
            return Optional.of(new Fault(reference, code, detail));
        }
    }

    private static Optional<Fault> unknown(Place place) {
        return place.fault(Code.UNKNOWN_REFERENCE, "must name a message that this agency sent or was handed");
    }

    private Optional<Fault> check(AgencyId sender, Payload payload, ReferenceFact fact, Place place) {
        if (changes(payload) && !mayChange(sender, fact.key().source())) {
            return place.fault(Code.NOT_SENDER, "only its sender may do this to a message");
        }
        if (payload instanceof Alert alert) {
            return alert(alert, fact, place);
        }
        if (payload instanceof Reply) {
            boolean fits = CAN_BE_ANSWERED.contains(fact.type())
                    && !fact.key().source().equals(sender);
            return fits
                    ? Optional.empty()
                    : place.fault(Code.SCHEMA_VIOLATION, "must name an alert or a request of another agency");
        }
        if (payload instanceof Recall || payload instanceof Correction || payload instanceof Consent) {
            return follows(sender, payload, fact, place);
        }
        return Optional.empty();
    }

    private static Optional<Fault> alert(Alert alert, ReferenceFact fact, Place place) {
        boolean fits =
                STATES_A_CASE.contains(alert.msgType()) || fact.alertType().equals(Optional.of(alert.alertType()));
        return fits
                ? Optional.empty()
                : Optional.of(new Fault(
                        place.data() + "/alertType",
                        Code.SCHEMA_VIOLATION,
                        "must be the alert type of the message it refers to"));
    }

    private static Optional<Fault> follows(AgencyId sender, Payload payload, ReferenceFact fact, Place place) {
        if (!fact.type().inRules()) {
            return place.fault(Code.SCHEMA_VIOLATION, "must name the first message, not one that follows it");
        }
        if (payload instanceof Consent consent
                && consent.act() == Consent.Act.ASK
                && fact.key().source().equals(sender)) {
            return place.fault(Code.SCHEMA_VIOLATION, "must name a message of another agency");
        }
        if (payload instanceof Correction correction) {
            if (fact.recalled()) {
                return place.fault(Code.RECALLED, "must name a message that was not recalled");
            }
            if (fact.type() != correction.replacementType()) {
                return Optional.of(new Fault(
                        place.data() + "/replacementType",
                        Code.SCHEMA_VIOLATION,
                        "must be the type of the message it refers to"));
            }
        }
        return Optional.empty();
    }

    private boolean mayChange(AgencyId sender, AgencyId original) {
        return sender.equals(original)
                || directory.formerCodes(sender).contains(original)
                || (sender.state().equals(original.state()) && isCentralContact(sender, directory));
    }

    /** Whether it changes what it refers to, or disposes of it. */
    private static boolean changes(Payload payload) {
        if (payload instanceof Alert alert) {
            return alert.msgType() == MsgType.UPDATE || alert.msgType() == MsgType.CANCEL;
        }
        return payload instanceof Recall
                || payload instanceof Correction
                || (payload instanceof Consent consent && consent.act() != Consent.Act.ASK);
    }

    static boolean isCentralContact(AgencyId agency, Directory directory) {
        return directory
                .state(agency.state())
                .flatMap(Directory.State::centralContact)
                .equals(Optional.of(agency));
    }
}
