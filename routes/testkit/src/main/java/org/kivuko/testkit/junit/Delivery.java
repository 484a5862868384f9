package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * A message as it was delivered to one agency, and what a test says of it. Places are named as in {@link TestMessage}; those in lists as
 * in agreements, {@code texts[].event}, for any of their elements. A failure shows no value but what the test itself wrote. Not thread-safe.
 */
public final class Delivery {
    private final Kivuko hub;
    private final AgencyId recipient;
    private final JsonNode message;
    private final Optional<MessageKey> key;
    private boolean asserted;

    Delivery(Kivuko hub, AgencyId recipient, JsonNode message) {
        this.hub = hub;
        this.recipient = recipient;
        this.message = message;
        this.key = TestRun.key(message);
    }

    /** That it is this message. */
    public Delivery is(Posted posted) {
        return holds(key.equals(posted.accepted()), "be " + posted);
    }

    /** That it comes from this agency. */
    public Delivery comesFrom(String agency) {
        return holds(key.filter(it -> it.source().toString().equals(agency)).isPresent(), "come from " + agency);
    }

    /** That its sender gave it this id. */
    public Delivery hasId(String id) {
        return holds(key.filter(it -> it.id().equals(id)).isPresent(), "have the id " + id);
    }

    /** That this stands at a place, or in a list at that place. */
    public Delivery carries(String place, String value) {
        List<JsonNode> found = Places.at(message, place);
        boolean fits = found.stream().anyMatch(each -> each.asText().equals(value));
        String instead = found.isEmpty()
                ? "nothing stands there"
                : "there is " + hub.run().shown(found.get(0));
        return holds(fits, "carry \"" + value + "\" at " + place + ", but " + instead);
    }

    /** That something stands at each of these places. */
    public Delivery carries(String place) {
        return holds(!Places.at(message, place).isEmpty(), "carry something at " + place);
    }

    /** That nothing stands at any of these places. */
    public Delivery lacks(String... places) {
        for (String place : places) {
            holds(Places.at(message, place).isEmpty(), "carry nothing at " + place);
        }
        return this;
    }

    /** Its number in the link from its sender, in its lane. */
    public Delivery hasLinkNumber(long number) {
        long found = message.path("linknumber").asLong();
        return holds(found == number, "have the link number " + number + ", but has " + found);
    }

    /** The whole message, for what a test asserts itself. */
    public JsonNode json() {
        holds(true, "");
        return message.deepCopy();
    }

    private Delivery holds(boolean fits, String words) {
        asserted = true;
        key.ifPresent(it -> hub.run().asserted(it, recipient));
        if (!fits) {
            throw new AssertionError(this + " should " + words);
        }
        return this;
    }

    boolean isAsserted() {
        return asserted;
    }

    AgencyId recipient() {
        return recipient;
    }

    Optional<MessageKey> key() {
        return key;
    }

    /** Its type, names and recipient; none of its data. */
    @Override
    public String toString() {
        String type = message.path("type").asText();
        return key.map(it -> "the delivery of " + it).orElse("a delivery") + " (" + type + ") to " + recipient;
    }
}
