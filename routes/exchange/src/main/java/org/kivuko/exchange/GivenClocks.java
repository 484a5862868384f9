package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.MessageJson;

/** The clocks of a delivery that begin with judging: judging again does not give anybody more time. Pure functions. */
final class GivenClocks {
    private static final String ACKNOWLEDGE = "ackby";
    private static final String RETAIN = "retainuntil";

    /** The attributes that state them. */
    static final List<String> MEMBERS = List.of(ACKNOWLEDGE, RETAIN);

    private GivenClocks() {}

    /** What is left of a delivery that was handed over before: its clocks, as an event. */
    static byte[] write(Optional<Instant> acknowledgeBy, Optional<Instant> retainUntil) {
        ObjectNode clocks = JsonNodeFactory.instance.objectNode();
        acknowledgeBy.ifPresent(until -> clocks.put(ACKNOWLEDGE, Times.text(until)));
        retainUntil.ifPresent(until -> clocks.put(RETAIN, Times.text(until)));
        return MessageJson.write(clocks);
    }

    /** The delivery as it is written anew, with the earlier one of each clock that both have. */
    static byte[] earlier(byte[] before, byte[] anew) {
        ObjectNode old = (ObjectNode) MessageJson.tree(before);
        ObjectNode event = (ObjectNode) MessageJson.tree(anew);
        for (String clock : MEMBERS) {
            if (old.has(clock) && event.has(clock) && instant(old, clock).isBefore(instant(event, clock))) {
                event.set(clock, old.get(clock));
            }
        }
        return MessageJson.write(event);
    }

    private static Instant instant(ObjectNode event, String clock) {
        return Instant.parse(event.get(clock).asText());
    }
}
