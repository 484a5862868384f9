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
        String state = message.envelope().sender().state();
        if (message.payload() instanceof Alert alert) {
            TravellerChecks.check(alert, DATA, faults);
            for (int i = 0; i < alert.areas().size(); i++) {
                Place place = DATA.at("areas").at(i).at("post");
                alert.areas().get(i).post().ifPresent(post -> knownPost(post, directory, place, faults));
            }
        } else if (message.payload() instanceof FlowReport report) {
            ownPost(report.post(), state, directory, faults);
            FlowChecks.check(report, now, DATA, faults);
        } else if (message.payload() instanceof CrossingRecord record) {
            ownPost(record.post(), state, directory, faults);
            notAhead(record.crossedAt().toInstant(), now, DATA.at("crossedAt"), faults);
            TravellerChecks.check(record, DATA, faults);
        }
        return faults.list();
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
    private static void ownPost(String post, String state, Directory directory, Faults faults) {
        Place place = DATA.at("post");
        knownPost(post, directory, place, faults);
        if (directory.side(post).filter(side -> !side.state().equals(state)).isPresent()) {
            faults.form(place, "expected a border post of the sender's state");
        }
    }
}
