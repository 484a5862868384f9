package org.kivuko.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a well-formed message must also be: checks that need the configuration, the time or lists of codes. Pure functions. */
public final class MessageChecks {
    /** How far a sender's clock may run ahead. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Place DATA = Place.ROOT.at("data");

    private MessageChecks() {}

    /**
     * Faults of a message against what the directory knows and against the instant of reading. Whom {@code to} names and
     * what {@code references} name is not looked at.
     */
    public static List<Fault> check(Message message, Directory directory, Instant now) {
        Faults faults = new Faults();
        envelope(message.envelope(), directory, now, faults);
        payload(message.payload(), message.envelope().sender().state(), directory, now, DATA, faults);
        return faults.list();
    }

    private static void payload(
            Payload payload, String state, Directory directory, Instant now, Place data, Faults faults) {
        if (payload instanceof Alert alert) {
            alert.subject().ifPresent(subject -> TravellerChecks.check(subject, data, faults));
            for (int i = 0; i < alert.areas().size(); i++) {
                Place place = data.at("areas").at(i).at("post");
                alert.areas().get(i).post().ifPresent(post -> knownPost(post, directory, place, faults));
            }
        } else if (payload instanceof FlowReport report) {
            ownPost(report.post(), state, directory, data, faults);
            FlowChecks.check(report, now, data, faults);
        } else if (payload instanceof CrossingRecord record) {
            ownPost(record.post(), state, directory, data, faults);
            notAhead(record.crossedAt().toInstant(), now, data.at("crossedAt"), faults);
            TravellerChecks.check(record, data, faults);
        } else if (payload instanceof Request request) {
            request.subject().ifPresent(subject -> TravellerChecks.check(subject, data, faults));
        } else if (payload instanceof Reply reply) {
            reply.place()
                    .flatMap(Reply.Place::post)
                    .ifPresent(
                            post -> knownPost(post, directory, data.at("place").at("post"), faults));
            reply.at().ifPresent(at -> notAhead(at.toInstant(), now, data.at("at"), faults));
        } else if (payload instanceof Correction correction) {
            Place replacement = data.at(Correction.REPLACEMENT);
            payload(correction.replacement(), state, directory, now, replacement, faults);
        } else if (payload instanceof Consent consent) {
            consent(consent, directory, now, data, faults);
        }
    }

    private static void consent(Consent consent, Directory directory, Instant now, Place data, Faults faults) {
        for (int i = 0; i < consent.recipients().size(); i++) {
            if (!isKnown(consent.recipients().get(i), directory)) {
                Place place = data.at("recipients").at(i);
                faults.add(place, Code.UNKNOWN_ADDRESS, "expected a state or an agency that this hub knows");
            }
        }
        if (consent.act() == Consent.Act.GRANT
                && consent.until().filter(end -> !end.toInstant().isAfter(now)).isPresent()) {
            faults.form(data.at("until"), "expected an instant that is still to come");
        }
    }

    private static boolean isKnown(Address address, Directory directory) {
        return address instanceof Address.OfState state
                ? directory.state(state.state()).isPresent()
                : address instanceof Address.OfAgency agency
                        && directory.agency(agency.agency()).isPresent();
    }

    private static void envelope(Envelope envelope, Directory directory, Instant now, Faults faults) {
        notAhead(envelope.time().toInstant(), now, Place.ROOT.at("time"), faults);
        if (envelope.expires().filter(end -> !end.toInstant().isAfter(now)).isPresent()) {
            faults.add(Place.ROOT.at("expires"), Code.EXPIRED, "expected an instant that is still to come");
        }
        if (directory.agency(envelope.sender()).isEmpty()) {
            faults.add(Place.ROOT.at("source"), Code.NOT_SENDER, "expected an agency that this hub knows");
        }
        envelope.post().ifPresent(post -> knownPost(post, directory, Place.ROOT.at("post"), faults));
    }

    private static void notAhead(Instant time, Instant now, Place place, Faults faults) {
        if (time.isAfter(now.plus(CLOCK_TOLERANCE))) {
            faults.form(place, "expected an instant at most " + CLOCK_TOLERANCE.toMinutes() + " minutes ahead");
        }
    }

    private static void knownPost(String post, Directory directory, Place place, Faults faults) {
        if (directory.side(post).isEmpty()) {
            faults.form(place, "expected a border post that this hub knows");
        }
    }

    /** A state reports on its own side of a crossing. */
    private static void ownPost(String post, String state, Directory directory, Place data, Faults faults) {
        Place place = data.at("post");
        knownPost(post, directory, place, faults);
        if (directory.side(post).filter(side -> !side.state().equals(state)).isPresent()) {
            faults.form(place, "expected a border post of the sender's state");
        }
    }
}
