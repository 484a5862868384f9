package org.kivuko.operations.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;

/** Where a list goes on. Callers hand it back as they got it. */
public sealed interface Position {
    /** What {@link #text} packs: a letter for the order, the number, the sender where it is by senders. */
    Pattern NUMBERED = Pattern.compile("n([0-9]{1,18})");

    /** See {@link #NUMBERED}. */
    Pattern SENT = Pattern.compile("s([0-9]{1,18})([^0-9].*)");

    /** In the order in which the ledger took the messages. */
    record Numbered(long no) implements Position {}

    /** In the order of senders, and for each of them in that in which the ledger took its messages. */
    record Sent(AgencyId source, long no) implements Position {}

    /** How it is handed to callers. */
    default String text() {
        String plain = this instanceof Sent sent ? "s" + sent.no() + sent.source() : "n" + ((Numbered) this).no();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #text} wrote for a list in this order; empty for everything else. */
    static Optional<Position> parse(String text, MessageOrder order) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return order.column() == MessageOrder.Column.AGENCY ? sent(plain) : numbered(plain);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Position> numbered(String plain) {
        Matcher parts = NUMBERED.matcher(plain);
        return parts.matches() ? Optional.of(new Numbered(Long.parseLong(parts.group(1)))) : Optional.empty();
    }

    private static Optional<Position> sent(String plain) {
        Matcher parts = SENT.matcher(plain);
        return parts.matches()
                ? AgencyId.parse(parts.group(2)).map(source -> new Sent(source, Long.parseLong(parts.group(1))))
                : Optional.empty();
    }
}
