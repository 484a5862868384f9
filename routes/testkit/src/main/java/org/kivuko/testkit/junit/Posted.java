package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;

/**
 * A message that was posted, and what a test says became of it. Each assertion waits until the hub has judged it, and counts as having
 * looked at it. Not thread-safe.
 */
public final class Posted {
    private static final int ACCEPTED = 202;
    private static final int ACCEPTED_BEFORE = 200;

    private final Kivuko hub;
    private final AgencyId sender;
    private final Optional<MessageKey> key;
    private final int status;
    private final JsonNode answer;
    private final String text;
    private boolean refusalSeen;

    private Posted(Kivuko hub, AgencyId sender, Optional<MessageKey> key, int status, JsonNode answer, String text) {
        this.hub = hub;
        this.sender = sender;
        this.key = key;
        this.status = status;
        this.answer = answer;
        this.text = text;
    }

    static Posted answered(Kivuko hub, AgencyId sender, int status, byte[] body, String text) {
        JsonNode answer = MessageJson.tree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
        Optional<MessageKey> key = status == ACCEPTED || status == ACCEPTED_BEFORE
                ? Optional.of(new MessageKey(sender, answer.path("id").asText()))
                : Optional.empty();
        return new Posted(hub, sender, key, status, answer, text);
    }

    static Posted accepted(Kivuko hub, MessageKey key) {
        return new Posted(
                hub,
                key.source(),
                Optional.of(key),
                ACCEPTED,
                MessageJson.tree("{}".getBytes(StandardCharsets.UTF_8)),
                "");
    }

    /** The id under which the hub has it. */
    public String id() {
        return key().id();
    }

    /** The status of the hub's answer. */
    public int status() {
        return status;
    }

    /** The hub's answer as JSON; of a refusal the problem (RFC 9457). */
    public JsonNode answer() {
        refusalSeen = true;
        return answer.deepCopy();
    }

    /** That the hub has taken it: 202, or 200 for one that it had before. What became of it is still to be asked. */
    public Posted isAccepted() {
        key();
        return this;
    }

    /** That the hub had it before, with the same content. */
    public Posted isDuplicate() {
        if (status != ACCEPTED_BEFORE) {
            throw new AssertionError(this + " should have been a duplicate, but the hub answered " + said());
        }
        hub.run().saw(key());
        return this;
    }

    /** That it was refused at the door, with this code at any place. */
    public Posted isRefusedAtTheDoor(String code) {
        refusalSeen = true;
        boolean fits = answer.path("code").asText().equals(code);
        for (JsonNode error : answer.path("errors")) {
            fits |= error.path("code").asText().equals(code);
        }
        if (key.isPresent() || !fits) {
            throw new AssertionError(
                    this + " should have been refused at the door with " + code + ", but the hub answered " + said());
        }
        return this;
    }

    /** What became of it for one agency. */
    public Ruling ruling(String recipient) {
        AgencyId agency = AgencyId.of(recipient);
        MessageStatus judged = judged();
        MessageStatus.Recipient part = judged.recipients().stream()
                .filter(each -> each.agency().equals(agency))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(this + " is not addressed to " + agency + ". " + outcomes(judged)));
        hub.run().asserted(key(), agency);
        return new Ruling(this, part);
    }

    /** That it crosses to these agencies, whole or reduced, and to nobody else. */
    public Posted reachesOnly(String... recipients) {
        MessageStatus judged = judged();
        var wanted = new TreeSet<>(Arrays.asList(recipients));
        var reached = judged.recipients().stream()
                .filter(part -> part.outcome().crosses())
                .map(part -> part.agency().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!wanted.equals(reached)) {
            throw new AssertionError(this + " should have reached "
                    + (wanted.isEmpty() ? "nobody" : "only " + String.join(", ", wanted)) + ". " + outcomes(judged));
        }
        judged.recipients().forEach(part -> hub.run().asserted(key(), part.agency()));
        hub.run().saw(key());
        return this;
    }

    /** That it crosses to nobody. */
    public Posted reachesNobody() {
        return reachesOnly();
    }

    /** It, once everything is known that became of it. */
    MessageStatus judged() {
        MessageKey accepted = key();
        hub.run().looked("what became of " + accepted, sender);
        boolean known = hub.run()
                .comes(() -> hub.hub().quiet()
                        && hub.hub()
                                .ledger()
                                .status(accepted)
                                .filter(MessageStatus::judged)
                                .isPresent());
        if (!known) {
            throw new AssertionError(this + " has not been judged within " + hub.patienceInWords());
        }
        return hub.hub().ledger().status(accepted).orElseThrow();
    }

    MessageKey key() {
        return key.orElseThrow(() -> {
            refusalSeen = true;
            return new AssertionError(this + " should have been accepted, but the hub answered " + said());
        });
    }

    Optional<MessageKey> accepted() {
        return key;
    }

    /** Whether it was refused at the door and nobody has asked. */
    boolean refusedUnseen() {
        return key.isEmpty() && !refusalSeen;
    }

    /** As it was posted. */
    String text() {
        return text;
    }

    /** The answer with its codes and places; what the door says in words may quote nothing, but it may be long. */
    String said() {
        var said = new StringBuilder().append(status);
        if (answer.hasNonNull("code")) {
            said.append(' ').append(answer.get("code").asText());
        }
        for (JsonNode error : answer.path("errors")) {
            said.append("\n  ")
                    .append(error.path("code").asText())
                    .append(" at \"")
                    .append(error.path("pointer").asText())
                    .append("\": ")
                    .append(error.path("detail").asText());
        }
        return said.toString();
    }

    static String outcomes(MessageStatus judged) {
        return judged.recipients().stream()
                .map(Posted::outcome)
                .collect(Collectors.joining(
                        "; ", "The hub has ruled: ", judged.recipients().isEmpty() ? "nobody" : ""));
    }

    /** What became of it for one agency, in a few words. */
    static String outcome(MessageStatus.Recipient part) {
        var words = new StringBuilder(part.agency() + " " + part.outcome().code());
        part.reason().ifPresent(reason -> words.append(' ').append(reason));
        if (!part.rules().isEmpty()) {
            words.append(" by ").append(String.join(", ", part.rules()));
        }
        if (part.outcome() == Outcome.REDUCED) {
            words.append(" without ").append(String.join(", ", part.removed()));
            words.append(
                    part.transformed().isEmpty() ? "" : ", with " + String.join(", ", part.transformed()) + " changed");
        }
        return words.toString();
    }

    /** Who posted it, and its id where the hub has it. */
    @Override
    public String toString() {
        return key.map(accepted -> "the message " + accepted).orElse("a message of " + sender);
    }
}
