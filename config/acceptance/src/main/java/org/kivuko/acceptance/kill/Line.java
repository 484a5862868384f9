package org.kivuko.acceptance.kill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line of a {@link Journal}: what an agency saw with its own eyes. */
sealed interface Line {
    /** Between the parts of a line; none of them contains it. */
    String TAB = "\t";

    /** Says of a delivery that nothing has leaked in it. */
    String CLEAN = "clean";

    /** The line without its end. */
    String text();

    /**
     * A copy was answered by the HTTP door, or confirmed by the broker.
     *
     * @param status of HTTP; 0 over AMQP
     * @param acceptedAt as answered; {@code -} where the answer has none
     */
    record Sent(String id, Planned.Kind kind, String lane, List<String> to, int status, String acceptedAt)
            implements Line {
        @Override
        public String text() {
            return String.join(TAB, "sent", id, kind.name(), lane, String.join(" ", to), "" + status, acceptedAt);
        }
    }

    /**
     * A call reached somebody and was answered by nobody, or by a hub that was not able; it is made again.
     *
     * @param status of HTTP; 0 where nobody answered
     */
    record Unanswered(String id, int status) implements Line {
        private static final int ABLE = 500;
        private static final int NOT_AVAILABLE = 503;

        /** Whether the hub said that it failed, which it never should. */
        boolean isFailure() {
            return status >= ABLE && status != NOT_AVAILABLE;
        }

        @Override
        public String text() {
            return String.join(TAB, "unanswered", id, "" + status);
        }
    }

    /**
     * A receipt from the receipts queue.
     *
     * @param outcomes by recipient, empty for a refusal
     */
    record Receipt(String delivery, String id, String status, Map<String, String> outcomes) implements Line {
        /** Whether it tells what became of a message; a copy that was none is told why. */
        boolean judged() {
            return status.equals("judged");
        }

        @Override
        public String text() {
            var pairs = new TreeMap<>(outcomes).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
            return String.join(TAB, "receipt", delivery, id, status, String.join(" ", pairs.toList()));
        }
    }

    /**
     * A delivery was handed over.
     *
     * @param clean whether nothing stood in it that no rule lets cross
     */
    record Handed(String delivery, String lane, long number, String sender, String id, boolean clean) implements Line {
        @Override
        public String text() {
            return String.join(TAB, "handed", delivery, lane, "" + number, sender, id, clean ? CLEAN : "leaked");
        }
    }

    /**
     * A call that fetches over HTTP came to its end. One that was answered stands before what it brought; of one that nobody
     * answered its agency cannot know what it was given.
     */
    record Fetch(Instant begun, Instant ended, boolean answered) implements Line {
        @Override
        public String text() {
            return String.join(TAB, "fetch", begun.toString(), ended.toString(), "" + answered);
        }
    }

    /** The hub has recorded the acknowledgement. */
    record Acknowledged(String delivery) implements Line {
        @Override
        public String text() {
            return String.join(TAB, "acknowledged", delivery);
        }
    }

    /** Reads a line. */
    static Line parse(String text) {
        String[] parts = text.split(TAB, -1);
        return switch (parts[0]) {
            case "sent" ->
                new Sent(
                        parts[1],
                        Planned.Kind.valueOf(parts[2]),
                        parts[3],
                        List.of(parts[4].split(" ")),
                        Integer.parseInt(parts[5]),
                        parts[6]);
            case "unanswered" -> new Unanswered(parts[1], Integer.parseInt(parts[2]));
            case "receipt" -> new Receipt(parts[1], parts[2], parts[3], outcomes(parts[4]));
            case "fetch" -> new Fetch(Instant.parse(parts[1]), Instant.parse(parts[2]), Boolean.parseBoolean(parts[3]));
            case "handed" ->
                new Handed(parts[1], parts[2], Long.parseLong(parts[3]), parts[4], parts[5], parts[6].equals(CLEAN));
            case "acknowledged" -> new Acknowledged(parts[1]);
            default -> throw new IllegalArgumentException("no line of a journal: " + text);
        };
    }

    private static Map<String, String> outcomes(String pairs) {
        var outcomes = new TreeMap<String, String>();
        for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(" ")) {
            String[] parts = pair.split("=", 2);
            outcomes.put(parts[0], parts[1]);
        }
        return outcomes;
    }
}
