package org.kivuko.connector.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Many messages, each a function of the seed and its number, written to a ledger by COPY. Some agencies, types and reasons are
 * common and some are rare, as in life: the n-th is n times as rare as the first.
 */
final class Crowd {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration ALL = Duration.ofDays(300);
    private static final int IN_A_COPY = 100_000;
    private static final int IN_A_BATCH = 50;
    private static final List<String> STATES = List.of("KEN", "UGA", "TZA", "RWA", "BDI", "SSD", "COD", "SOM");
    private static final List<MessageType> TYPES = List.of(
            MessageType.CROSSING_RECORD,
            MessageType.ALERT,
            MessageType.FLOW_REPORT,
            MessageType.REQUEST,
            MessageType.REPLY,
            MessageType.CORRECTION,
            MessageType.RECALL);
    private static final List<Code> REASONS = List.of(
            Code.NO_AGREEMENT,
            Code.TYPE_NOT_PERMITTED,
            Code.NOT_IN_FORCE,
            Code.PURPOSE_NOT_PERMITTED,
            Code.HANDLING_TOO_HIGH,
            Code.ELEMENT_MISSING,
            Code.SEVERITY_TOO_LOW,
            Code.NOT_DELIVERABLE,
            Code.OVERTAKEN,
            Code.RECIPIENT_FULL);

    private final long seed;
    private final long messages;
    private final List<AgencyId> agencies = new ArrayList<>();

    /** @param agencies how many there are, at least two in each state */
    Crowd(long seed, long messages, int agencies) {
        this.seed = seed;
        this.messages = messages;
        for (int i = 0; i < agencies; i++) {
            this.agencies.add(new AgencyId(STATES.get(i % STATES.size()), "A" + i));
        }
    }

    record Ruled(AgencyId recipient, Outcome outcome, Optional<Code> reason) {}

    record Member(
            long no,
            AgencyId source,
            String id,
            MessageType type,
            Optional<AlertType> alertType,
            Status status,
            Instant acceptedAt,
            List<Ruled> rulings) {}

    long size() {
        return messages;
    }

    List<AgencyId> agencies() {
        return agencies;
    }

    /** The message of this number, 1 to the size. */
    Member member(long no) {
        var random = new SplittableRandom(seed * 1_000_003 + no);
        AgencyId source = rare(random, agencies);
        MessageType type = rare(random, TYPES);
        Optional<AlertType> alertType =
                type == MessageType.ALERT ? Optional.of(rare(random, List.of(AlertType.values()))) : Optional.empty();
        Status status = random.nextInt(20) == 0 ? Status.EXERCISE : Status.ACTUAL;
        // Doors write side by side: neighbours may stand the other way round.
        Instant at = BEGIN.plusNanos(ALL.toNanos() / messages * no).plusMillis(random.nextInt(4_000));
        Set<AgencyId> recipients = new LinkedHashSet<>();
        int many = 1 + random.nextInt(3) * random.nextInt(2);
        while (recipients.size() < many) {
            AgencyId recipient = rare(random, agencies);
            if (!recipient.state().equals(source.state())) {
                recipients.add(recipient);
            }
        }
        List<Ruled> rulings =
                recipients.stream().map(recipient -> ruled(random, recipient)).toList();
        String id = "m-" + Long.toString((no * 2_654_435_761L) & 0xffffffffffL, 36) + "-" + no;
        return new Member(
                no, source, id, type, alertType, status, at.truncatedTo(java.time.temporal.ChronoUnit.MICROS), rulings);
    }

    private static Ruled ruled(SplittableRandom random, AgencyId recipient) {
        int chance = random.nextInt(100);
        if (chance < 62) {
            return new Ruled(recipient, Outcome.RELEASED, Optional.empty());
        }
        if (chance < 87) {
            return new Ruled(recipient, Outcome.REDUCED, Optional.empty());
        }
        return chance < 89
                ? new Ruled(recipient, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED))
                : new Ruled(recipient, Outcome.REFUSED, Optional.of(rare(random, REASONS)));
    }

    /** The first is the most common. */
    private static <T> T rare(SplittableRandom random, List<T> values) {
        double place = Math.pow(values.size() + 1.0, random.nextDouble()) - 1;
        return values.get(Math.min(values.size() - 1, (int) place));
    }

    /** Writes all of them; numbers in the ledger are those of the crowd. */
    void load(Connection connection) throws SQLException, IOException {
        long next = load(connection, 1, messages, 1);
        try (var statement = connection.createStatement()) {
            statement.execute("select setval(pg_get_serial_sequence('message', 'no'), " + messages + "),"
                    + " setval(pg_get_serial_sequence('ruling', 'no'), " + next + ")");
        }
    }

    /**
     * Writes some of them.
     *
     * @param ruling number of the first ruling
     * @return the number behind that of the last one
     */
    long load(Connection connection, long from, long to, long ruling) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long next = ruling;
        for (long first = from; first <= to; first += IN_A_COPY) {
            var text = new Text(next);
            for (long no = first; no <= Math.min(to, first + IN_A_COPY - 1); no++) {
                text.add(member(no), messages);
            }
            next = text.ruling;
            text.copy(copy);
        }
        return next;
    }

    /** The rows of one copy. */
    private static final class Text {
        private final StringBuilder messages = new StringBuilder();
        private final StringBuilder rulings = new StringBuilder();
        private final StringBuilder events = new StringBuilder();
        private long ruling;

        Text(long ruling) {
            this.ruling = ruling;
        }

        void add(Member member, long all) {
            line(
                    messages,
                    member.no(),
                    member.source(),
                    member.id(),
                    "\\\\x00",
                    member.type().code(),
                    member.status().code(),
                    member.alertType().map(AlertType::code).orElse("\\N"),
                    member.type() == MessageType.ALERT ? "Alert" : "\\N",
                    refers(member) ? "{" + member.source() + "/earlier-" + member.no() / 7 + "}" : "{}",
                    "f",
                    "f",
                    "broker",
                    "agency." + member.source() + ".outbox",
                    "bulk",
                    member.acceptedAt(),
                    "t",
                    member.no() / IN_A_BATCH);
            for (Ruled ruled : member.rulings()) {
                boolean crosses = ruled.outcome().crosses();
                line(
                        rulings,
                        ruling,
                        new UUID(all, ruling),
                        member.no(),
                        member.no() / IN_A_BATCH,
                        ruled.recipient(),
                        ruled.outcome().code(),
                        crosses ? "t" : "f",
                        ruled.reason().map(Code::code).orElse("\\N"),
                        "{KEN-UGA.osbp@3/K-U-1}",
                        "{KEN-UGA.osbp@3}",
                        ruled.outcome() == Outcome.REDUCED ? "{subject.person.surname}" : "{}",
                        "{}",
                        "H0",
                        member.acceptedAt().plusMillis(20),
                        crosses ? ruling : "\\N");
                if (crosses && member.no() < all - 1000) {
                    line(events, ruling, "acknowledged", member.acceptedAt().plusSeconds(3));
                }
                ruling++;
            }
        }

        private static boolean refers(Member member) {
            return member.type().follows() || member.type() == MessageType.REPLY;
        }

        private static void line(StringBuilder text, Object... columns) {
            for (int i = 0; i < columns.length; i++) {
                text.append(i == 0 ? "" : "\t").append(columns[i]);
            }
            text.append('\n');
        }

        void copy(CopyManager copy) throws SQLException, IOException {
            copy.copyIn(
                    "copy message (no, source, id, digest, type, status, alert_type, msg_type, refs, person, protected_thread,"
                            + " door, queue, lane, accepted_at, accepted, batch) from stdin",
                    new StringReader(messages.toString()));
            copy.copyIn(
                    "copy ruling (no, id, message, batch, recipient, outcome, crosses, reason, rules, agreements, removed,"
                            + " transformed, handling, judged_at, link_number) from stdin",
                    new StringReader(rulings.toString()));
            copy.copyIn("copy delivery_event (ruling, state, at) from stdin", new StringReader(events.toString()));
        }
    }
}
