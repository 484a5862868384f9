package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageType;

/**
 * Tells an agency that the hub was restored from a copy, and what that means for it.
 *
 * @param since what happened after it may be unknown to the hub; empty where the hub cannot say
 * @param epoch in which links are numbered from now on, beginning at 1
 * @param before the epoch that has ended
 * @param again of its own messages those that are known to have been lost: to be posted again under the same ids; at most
 *     {@link #MOST}
 * @param more how many of them are not named
 * @param links up to which number the hub knows what it delivered in the epoch that has ended
 */
public record RestoreNotice(
        AgencyId to,
        Optional<Instant> since,
        String epoch,
        String before,
        List<String> again,
        int more,
        List<LastNumber> links) {
    /** So many lost messages and so many links are named. */
    public static final int MOST = 1_000;

    /** The last number of a link of live traffic that the hub knows. */
    public record LastNumber(AgencyId from, Lane lane, long number) {}

    public RestoreNotice {
        again = List.copyOf(again);
        links = List.copyOf(links);
    }

    /** For its receipts. Told twice, after a kill, it has the same id both times. */
    public Parcel write(Instant now) {
        UUID id = UUID.nameUUIDFromBytes((to + " restored " + epoch).getBytes(StandardCharsets.UTF_8));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("notice", "restored");
        since.ifPresent(at -> data.put("since", Times.text(at)));
        data.put("until", Times.text(now));
        data.put("linkepoch", epoch);
        data.put("before", before);
        if (!again.isEmpty()) {
            again.forEach(data.putArray("again")::add);
            if (more > 0) {
                data.put("more", more);
            }
        }
        if (!links.isEmpty()) {
            ArrayNode list = data.putArray("links");
            links.forEach(each -> list.addObject()
                    .put("from", each.from().toString())
                    .put("lane", each.lane().code())
                    .put("linknumber", each.number()));
        }
        return ReceiptWriter.fromTheHub(MessageType.NOTICE, id, to, Channel.LIVE, now, data);
    }
}
