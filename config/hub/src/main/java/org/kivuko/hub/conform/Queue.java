package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An inbox or the receipts of an agency, as the kit empties it: it takes over what this or an earlier run has caused, and
 * leaves to others what is theirs.
 */
final class Queue {
    private static final int ROUNDS = 40;
    private static final int MOST = 100;
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Party owner;
    private final String path;
    private final String member;
    private final String query;
    private final Map<String, JsonNode> leased = new LinkedHashMap<>();
    private final Set<String> foreign = new HashSet<>();

    private Queue(Party owner, String path, String member, String query) {
        this.owner = owner;
        this.path = path;
        this.member = member;
        this.query = query;
    }

    static Queue inbox(Party owner, String channel) {
        return new Queue(owner, "/v1/inbox", "deliveries", "&channel=" + channel);
    }

    static Queue receipts(Party owner) {
        return new Queue(owner, "/v1/receipts", "receipts", "");
    }

    /** What is offered at this moment, leased and not taken over; only what the kit has caused. */
    List<JsonNode> lease(int max, String wait) throws IOException {
        Reply reply = Expect.status(owner.get(path + "?max=" + max + "&wait=" + wait + query), 200);
        return take(Expect.member(reply.json(), member, "the answer to GET " + path));
    }

    /** Keeps in mind what was handed out; returns what the kit has caused. */
    List<JsonNode> take(JsonNode items) {
        var own = new ArrayList<JsonNode>();
        for (JsonNode item : items) {
            if (isOwn(item)) {
                leased.put(item.path("delivery").asText(), item);
                own.add(item);
            } else {
                foreign.add(item.path("delivery").asText());
            }
        }
        return own;
    }

    /** What stands for a number that was withdrawn names nobody: in the inbox that is tried it is the kit's. */
    private static boolean isOwn(JsonNode item) {
        return item.toString().contains(Stamp.MARK)
                || item.path("message").path("type").asText().equals("kivuko.void.v1");
    }

    /** Waits for everything that is wanted and leases it, in the order in which it comes; whatever else the kit caused is taken over. */
    List<JsonNode> await(int count, Predicate<JsonNode> wanted) throws IOException {
        int rounds = owner.target().attempts(HALF_A_SECOND);
        var found = new LinkedHashMap<String, JsonNode>();
        for (int round = 0; round <= rounds && found.size() < count; round++) {
            for (JsonNode item : lease(MOST, round == 0 ? "PT0S" : HALF_A_SECOND.toString())) {
                if (wanted.test(item)) {
                    found.put(item.path("delivery").asText(), item);
                } else {
                    takeOver(item);
                }
            }
        }
        Expect.that(
                found.size() >= count,
                count + " messages of this case at GET " + path + query.replace('&', '?') + " within "
                        + owner.target().patience().toSeconds() + " seconds",
                found.size() + " of them");
        return List.copyOf(found.values());
    }

    /** The call by which an item is taken over. */
    Reply acknowledge(JsonNode item) throws IOException {
        String delivery = item.path("delivery").asText();
        Reply reply = owner.post(path + "/" + delivery + "/ack");
        leased.remove(delivery);
        return reply;
    }

    /** The same where it has to go well. */
    void takeOver(JsonNode item) throws IOException {
        Expect.status(acknowledge(item), 204);
    }

    /** Takes over what a case has leased and left. */
    void tidy() throws IOException {
        for (JsonNode item : List.copyOf(leased.values())) {
            acknowledge(item);
        }
    }

    /** Takes over all that the kit has caused and that still waits; bounded, whatever comes. */
    void empty() throws IOException {
        tidy();
        for (int round = 0; round < ROUNDS && !lease(MOST, "PT0S").isEmpty(); round++) {
            tidy();
        }
    }

    /** How many items of others came to light; they stay theirs and come again when the lease is over. */
    int foreign() {
        return foreign.size();
    }
}
