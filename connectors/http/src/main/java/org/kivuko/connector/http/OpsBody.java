package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * The JSON object that an operator posts, read member by member; every fault is kept with its place. What was at fault reads as
 * empty, so whoever reads asks for the {@link #faults} before it does anything. Not thread-safe.
 */
final class OpsBody {
    static final int LONGEST_TEXT = 500;
    private static final UUID NONE = new UUID(0, 0);

    private final JsonNode tree;
    private final List<Fault> faults = new ArrayList<>();

    private OpsBody(JsonNode tree) {
        this.tree = tree;
    }

    /** @param members that are taken; every other one is a fault, so that a misspelt one is never ignored */
    static OpsBody read(Call call, Set<String> members) {
        var body = new OpsBody(JsonBody.members(call.body()));
        if (body.tree.isObject()) {
            JsonBody.addUnknown(body.tree, members, body.faults);
        } else {
            String known = String.join(", ", new TreeSet<>(members));
            body.faults.add(new Fault("", Code.UNREADABLE, "expected a JSON object with " + known));
        }
        return body;
    }

    boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** What is wrong, as an answer; asked only where something is. */
    Answer problem() {
        return Problem.of(faults);
    }

    void fault(String pointer, String expected) {
        // What is no object at all has one fault and not one for each member.
        if (tree.isObject()) {
            faults.add(new Fault(pointer, Code.SCHEMA_VIOLATION, expected));
        }
    }

    boolean has(String member) {
        return tree.has(member) && !tree.path(member).isNull();
    }

    /** A text of 1 to {@link #LONGEST_TEXT} characters that has to be there. */
    String text(String member) {
        return text(member, LONGEST_TEXT);
    }

    String text(String member, int longest) {
        JsonNode value = tree.path(member);
        boolean fits = JsonBody.isText(value, longest);
        if (!fits) {
            fault("/" + member, "a text of 1 to " + longest + " characters is needed here");
        }
        return fits ? value.asText() : "";
    }

    /** The same where it may be absent. */
    Optional<String> maybeText(String member, int longest) {
        return has(member) ? Optional.of(text(member, longest)) : Optional.empty();
    }

    /** The key that makes the call the same one however often it is made. */
    UUID key() {
        Optional<UUID> key = Paths.uuid(tree.path("key").asText());
        if (key.isEmpty()) {
            fault("/key", "a UUID of your own is needed here: the call with the same one is done once");
        }
        return key.orElse(NONE);
    }

    Instant instant(String member) {
        Optional<Instant> value = Query.instant(tree.path(member).asText());
        if (value.isEmpty()) {
            fault("/" + member, "an instant is needed here, like 2026-11-26T22:00:00Z");
        }
        return value.orElse(Instant.EPOCH);
    }

    long wholeNumber(String member, long least, long most) {
        JsonNode value = tree.path(member);
        boolean fits = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.asLong() >= least
                && value.asLong() <= most;
        if (!fits) {
            fault("/" + member, "a whole number from " + least + " to " + most + " is needed here");
        }
        return fits ? value.asLong() : least;
    }

    /** A list that has to be there. */
    JsonNode list(String member) {
        JsonNode value = tree.path(member);
        if (!value.isArray()) {
            fault("/" + member, "a list is needed here");
        }
        return value;
    }

    /** An object that has to be there; whoever asks for it looks at what is in it. */
    JsonNode object(String member) {
        JsonNode value = tree.path(member);
        if (!value.isObject()) {
            fault("/" + member, "an object is needed here");
        }
        return value;
    }

    boolean yesOrNo(String member) {
        JsonNode value = tree.path(member);
        if (!value.isBoolean()) {
            fault("/" + member, "true or false is needed here");
        }
        return value.asBoolean();
    }
}
