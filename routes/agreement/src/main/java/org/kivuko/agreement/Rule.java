package org.kivuko.agreement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Coded;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/**
 * One rule of an agreement. An empty matcher was not stated and matches everything, but {@code statuses} of a permit, which
 * then matches {@code actual} alone.
 *
 * @param from a state's code, or {@link #EVERY_PARTY}
 * @param to likewise
 * @param whenProtected the key {@code when: {protected: true}} of a prohibit
 * @param demands of a permit, like all that follows
 */
public record Rule(
        String id,
        Kind kind,
        String from,
        String to,
        Optional<String> annex,
        Set<MessageType> messages,
        List<AlertTypes> alertTypes,
        List<Party> senders,
        List<Party> recipients,
        Set<String> posts,
        Set<Purpose> purposes,
        Set<Status> statuses,
        Optional<Severity> minSeverity,
        Set<Travellers> travellers,
        boolean whenProtected,
        Fields fields,
        Optional<Handling> handlingDefault,
        Optional<Handling> handlingMax,
        OptionalInt maxBytes,
        Demands demands,
        Duties duties,
        Controls controls,
        Optional<Cells> cells) {

    /** Stands in {@code from} and {@code to} for every party of an agreement of two or more. */
    public static final String EVERY_PARTY = "*";

    public Rule {
        messages = Set.copyOf(messages);
        alertTypes = List.copyOf(alertTypes);
        senders = List.copyOf(senders);
        recipients = List.copyOf(recipients);
        posts = Set.copyOf(posts);
        purposes = Set.copyOf(purposes);
        statuses = Set.copyOf(statuses);
        travellers = Set.copyOf(travellers);
    }

    /** A rule that demands nothing further, gives no duties and is not controlled. */
    public Rule(
            String id,
            Kind kind,
            String from,
            String to,
            Optional<String> annex,
            Set<MessageType> messages,
            List<AlertTypes> alertTypes,
            List<Party> senders,
            List<Party> recipients,
            Set<String> posts,
            Set<Purpose> purposes,
            Set<Status> statuses,
            Optional<Severity> minSeverity,
            Set<Travellers> travellers,
            boolean whenProtected,
            Fields fields,
            Optional<Handling> handlingDefault,
            Optional<Handling> handlingMax,
            OptionalInt maxBytes) {
        this(
                id,
                kind,
                from,
                to,
                annex,
                messages,
                alertTypes,
                senders,
                recipients,
                posts,
                purposes,
                statuses,
                minSeverity,
                travellers,
                whenProtected,
                fields,
                handlingDefault,
                handlingMax,
                maxBytes,
                Demands.NONE,
                Duties.NONE,
                Controls.NONE,
                Optional.empty());
    }

    public enum Kind implements Coded {
        PERMIT("permit"),
        PROHIBIT("prohibit");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** An alert type, or all that begin alike ({@code DOC-*}). */
    public record AlertTypes(String pattern) {
        public boolean matches(AlertType type) {
            return pattern.endsWith("*")
                    ? type.code().startsWith(pattern.substring(0, pattern.length() - 1))
                    : type.code().equals(pattern);
        }
    }

    /** A named agency, or every agency of a role ({@code ":immigration"}). */
    public sealed interface Party {
        record Named(AgencyId agency) implements Party {}

        record WithRole(Role role) implements Party {}
    }

    /** Whose nationals a person is, seen from the ordered pair. */
    public enum Travellers implements Coded {
        SENDER_NATIONALS("sender-nationals"),
        RECIPIENT_NATIONALS("recipient-nationals"),
        THIRD_COUNTRY("third-country");

        private final String code;

        Travellers(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * What of a message may cross.
     *
     * @param keep paths relative to {@code data}, {@code "@core"} or {@code "*"}
     */
    public record Fields(List<String> keep, Map<String, Transform> transform, List<String> require) {
        public static final Fields NONE = new Fields(List.of(), Map.of(), List.of());

        public Fields {
            keep = List.copyOf(keep);
            transform = Map.copyOf(transform);
            require = List.copyOf(require);
        }
    }

    /** Ways to make a value say less, declared from the weakest to the strongest. */
    public enum Transform implements Coded {
        YEAR("year"),
        AGE_BAND("ageBand"),
        MASK("mask"),
        HASH("hash");

        private final String code;

        Transform(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
