package org.kivuko.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;

/**
 * What becomes different for messages of one topic on the way from one state to another, in the same respect.
 *
 * @param topic as tables show it, {@code alert DOC-LOST}
 * @param gained paths that cross now and did not, or cross unchanged and did not
 * @param lost paths that crossed and do no longer, or no longer unchanged
 * @param senders those whom it concerns, with one of the recipients, purposes and statuses at least
 * @param spans when it happens, for one of them at least
 * @param cases how many messages, recipients and instants are concerned
 * @param example a message that shows it
 */
public record Change(
        Kind kind,
        String from,
        String to,
        String topic,
        List<String> gained,
        List<String> lost,
        SortedSet<AgencyId> senders,
        SortedSet<AgencyId> recipients,
        SortedSet<String> purposes,
        SortedSet<String> statuses,
        List<Span> spans,
        long cases,
        Example example) {

    public Change {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
        spans = List.copyOf(spans);
    }

    /** What happens to a flow. */
    public enum Kind {
        /** Nothing crossed, something does now. */
        STARTS,
        STOPS,
        /** More crosses, or with fewer conditions. */
        WIDENS,
        NARROWS,
        /** Some fields are gained and others lost, or what the recipient owes is different. */
        CHANGES
    }

    /** A message with what came of it before and what comes of it now. */
    public record Example(ObjectNode message, AgencyId recipient, Instant at, Ruling before, Ruling after) {}
}
