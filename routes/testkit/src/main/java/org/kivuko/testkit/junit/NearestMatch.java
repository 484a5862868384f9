package org.kivuko.testkit.junit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** What came nearest to something that a test looked for, or left. Names and codes; no content of messages. */
final class NearestMatch {
    private static final int OF_THE_AGENCY = 0;
    private static final int OF_ITS_STATE = 1;
    private static final int OF_ANYBODY = 2;

    private final Kivuko hub;
    private final TestRun run;

    NearestMatch(Kivuko hub, TestRun run) {
        this.hub = hub;
        this.run = run;
    }

    /** One of those that come into question. */
    private record Near(int distance, String words) {}

    /** For a delivery that did not come: what the hub ruled for this agency, else for one of its state, else what it has at all. */
    String toDelivery(AgencyId agency) {
        return nearest(Stream.concat(
                        statuses().flatMap(status -> status.recipients().stream()
                                .map(part -> near(agency, status, part))),
                        refusedAtTheDoor().map(words -> new Near(OF_ANYBODY + 1, words))))
                .orElse(" The hub has got no message since the test began.");
    }

    private static Near near(AgencyId agency, MessageStatus status, MessageStatus.Recipient part) {
        return new Near(
                distance(agency, part.agency()),
                status.key() + " was judged, and the ruling is: " + Posted.outcome(part)
                        + part.state()
                                .map(state -> state == DeliveryState.QUEUED
                                        ? " (waits in the inbox)"
                                        : " (" + state.code() + ")")
                                .orElse(""));
    }

    /** For a message that was not posted: one of the same agency under another id, else any. */
    String toPosted(MessageKey key) {
        return nearest(Stream.concat(
                        statuses()
                                .map(status -> new Near(
                                        distance(key.source(), status.key().source()), status.key() + " was posted")),
                        Stream.concat(refusedAtTheDoor(), quarantined()).map(words -> new Near(OF_ANYBODY, words))))
                .orElse(" The hub has got no message since the test began.");
    }

    /** For a receipt that did not come. */
    String toReceipt(AgencyId agency) {
        return nearest(statuses()
                        .map(status -> new Near(
                                distance(agency, status.key().source()),
                                status.key() + " was posted; " + Posted.outcomes(status))))
                .orElse(" The hub has got no message since the test began.");
    }

    /** For what nobody looked at: the look of the test that came nearest. */
    String toLook(AgencyId sender, List<AgencyId> recipients) {
        return run.looks().stream()
                .map(look -> new Near(
                        Stream.concat(Stream.of(sender), recipients.stream())
                                .mapToInt(agency -> distance(agency, look.agency()))
                                .min()
                                .orElse(OF_ANYBODY),
                        look.words()))
                .min(Comparator.comparingInt(Near::distance))
                .map(near -> " The nearest that the test looked at: " + near.words() + ".")
                .orElse(" The test looked at nothing.");
    }

    private static Optional<String> nearest(Stream<Near> all) {
        return all.min(Comparator.comparingInt(Near::distance)).map(near -> " Nearest: " + near.words() + ".");
    }

    private static int distance(AgencyId wanted, AgencyId found) {
        if (wanted.equals(found)) {
            return OF_THE_AGENCY;
        }
        return wanted.state().equals(found.state()) ? OF_ITS_STATE : OF_ANYBODY;
    }

    private Stream<MessageStatus> statuses() {
        return hub.hub().messages().stream().flatMap(key -> hub.hub().ledger().status(key).stream());
    }

    private Stream<String> refusedAtTheDoor() {
        return run.posted().stream()
                .filter(one -> one.accepted().isEmpty())
                .map(one -> one + " was refused at the door: " + one.said());
    }

    private Stream<String> quarantined() {
        return hub.hub().ledger().quarantine(1).stream().map(NearestMatch::quarantined);
    }

    static String quarantined(QuarantineRow row) {
        var words = new StringBuilder(
                "what " + row.agency() + " sent by " + row.door() + " is in quarantine: " + row.code());
        row.faults()
                .forEach(fault -> words.append(" at \"").append(fault.pointer()).append('"'));
        return words.toString();
    }
}
