package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes messages as JSON: the one place where JSON that came from outside is parsed. Thread-safe. */
public final class MessageJson {
    private static final Kind<EnvelopeForm.Event> EVENT = Kinds.object(EnvelopeForm::read);

    private MessageJson() {}

    /**
     * Reads the form of a message: JSON, schema and everything that needs neither clock nor configuration. What is not
     * I-JSON (RFC 7493) is one fault, {@link Code#UNREADABLE}; faults of form come all at once.
     */
    public static Reading<Message> read(byte[] utf8) {
        StrictJson.Parsed parsed = StrictJson.parse(utf8);
        return parsed.refusal() == null ? readTree(parsed.tree(), utf8.length) : unreadable(parsed.refusal());
    }

    /** The same for an event that was built in memory (from CAP); {@code sizeBytes} as sent. */
    public static Reading<Message> read(ObjectNode event, int sizeBytes) {
        Optional<String> unfit = StrictJson.findUnfit(event);
        return unfit.isPresent() ? unreadable(unfit.get()) : readTree(event, sizeBytes);
    }

    /** The same, beside what was found wrong with the document behind it: its own faults come first where both name one place. */
    public static Reading<Message> read(ObjectNode event, int sizeBytes, List<Fault> found) {
        Reading<Message> reading = read(event, sizeBytes);
        if (found.isEmpty()) {
            return reading;
        }
        var all = new ArrayList<>(found);
        if (reading instanceof Reading.Refused<Message> refused) {
            Set<String> places = found.stream().map(Fault::pointer).collect(Collectors.toSet());
            refused.faults().stream()
                    .filter(fault -> !places.contains(fault.pointer()))
                    .forEach(all::add);
        }
        return new Reading.Refused<>(all);
    }

    private static Reading<Message> readTree(JsonNode tree, int sizeBytes) {
        Faults faults = new Faults();
        EnvelopeForm.Event event = EVENT.read(tree, Place.ROOT, faults);
        return faults.none()
                ? new Reading.Accepted<>(
                        new Message(event.envelope(), event.payload(), (ObjectNode) tree, sizeBytes), List.of())
                : new Reading.Refused<>(faults.list());
    }

    private static Reading<Message> unreadable(String why) {
        return new Reading.Refused<>(List.of(new Fault("", Code.UNREADABLE, why)));
    }

    /**
     * Parses JSON that the hub wrote itself: deliveries, receipts, answers.
     *
     * @throws IllegalArgumentException where it is none, which then says nothing of its content
     */
    public static JsonNode tree(byte[] utf8) {
        StrictJson.Parsed parsed = StrictJson.parse(utf8);
        if (parsed.refusal() != null) {
            throw new IllegalArgumentException("not JSON as the hub writes it: " + parsed.refusal());
        }
        return parsed.tree();
    }

    /** UTF-8 JSON of a tree. */
    public static byte[] write(JsonNode tree) {
        return StrictJson.write(tree);
    }

    /** Canonical JSON (RFC 8785) of an object: what is signed. */
    public static byte[] canonical(ObjectNode object) {
        return CanonicalJson.without("", object);
    }

    /** Canonical JSON (RFC 8785) of the event without {@code traceparent}: what digests are taken over. */
    public static byte[] canonical(Message message) {
        return CanonicalJson.without("traceparent", message.json());
    }
}
