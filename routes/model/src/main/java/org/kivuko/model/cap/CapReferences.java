package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** CAP 1.2, alert.references: triples {@code sender,identifier,sent} with white space between them. */
public final class CapReferences {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** One triple, as written. */
    record Triple(String sender, String identifier, String sent) {
        /**
         * The message of this hub that it names. A sender that is this document's own, or no agency at all but a producer
         * whose alerts the posting agency passes on, stands for the posting agency.
         */
        Optional<MessageKey> key(String ownSender, AgencyId source) {
            AgencyId agency = sender.equals(ownSender) ? source : agency(sender).orElse(source);
            return MessageKey.isId(identifier) ? Optional.of(new MessageKey(agency, identifier)) : Optional.empty();
        }
    }

    private CapReferences() {}

    /**
     * The {@code data} of an alert without the triples of {@code data.cap.references} that name one of these messages: for a
     * recipient that never got them. Triples of messages that the hub does not know stay as they were sent.
     *
     * @param data not changed
     */
    public static ObjectNode without(Set<MessageKey> withheld, ObjectNode data) {
        Optional<String> references = CapTree.text(data.path("cap"), "references");
        if (withheld.isEmpty() || references.isEmpty()) {
            return data;
        }
        Set<String> identifiers = withheld.stream().map(MessageKey::id).collect(Collectors.toSet());
        String kept = tokens(references.get()).stream()
                .filter(token -> parse(token)
                        .map(Triple::identifier)
                        .filter(identifiers::contains)
                        .isEmpty())
                .collect(Collectors.joining(" "));
        ObjectNode cap = data.path("cap").deepCopy();
        if (kept.isEmpty()) {
            cap.remove("references");
        } else {
            cap.put("references", kept);
        }
        ObjectNode trimmed = data.objectNode();
        trimmed.setAll(data);
        trimmed.set("cap", cap);
        return trimmed;
    }

    /** The triples; empty where the text is not made of complete triples, at least one. */
    static Optional<List<Triple>> read(String references) {
        List<Optional<Triple>> triples =
                tokens(references).stream().map(CapReferences::parse).toList();
        return triples.isEmpty() || triples.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(triples.stream().flatMap(Optional::stream).toList());
    }

    /** An agency that is written as its code, or as the local part of an address: {@code ken.dis@posts.example}. */
    static Optional<AgencyId> agency(String sender) {
        int at = sender.indexOf('@');
        return AgencyId.parse(at < 0 ? sender : sender.substring(0, at).toUpperCase(Locale.ROOT));
    }

    private static List<String> tokens(String references) {
        return SPACE.splitAsStream(references)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static Optional<Triple> parse(String token) {
        String[] parts = token.split(",", -1);
        return parts.length == 3
                        && Arrays.stream(parts).noneMatch(String::isEmpty)
                        && token.chars().noneMatch(c -> c == '<' || c == '&')
                        && CapTimes.isTime(parts[2])
                ? Optional.of(new Triple(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }
}
