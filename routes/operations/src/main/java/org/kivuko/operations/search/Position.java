package org.kivuko.operations.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.kivuko.model.MessageKey;

/** Where a list goes on. Callers hand it back as they got it. */
public sealed interface Position {
    /** In the order in which the ledger took the messages. */
    record Numbered(long no) implements Position {}

    /** In the order of senders and ids. */
    record Key(MessageKey key) implements Position {}

    /** How it is handed to callers. */
    default String text() {
        String plain = this instanceof Numbered number ? "n" + number.no() : "k" + ((Key) this).key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #text} wrote for a list in this order; empty for everything else. */
    static Optional<Position> parse(String text, MessageOrder order) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return order.column() == MessageOrder.Column.ACCEPTED_AT ? number(plain) : key(plain);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Position> number(String plain) {
        return plain.matches("n[0-9]{1,18}")
                ? Optional.of(new Numbered(Long.parseLong(plain.substring(1))))
                : Optional.empty();
    }

    private static Optional<Position> key(String plain) {
        return plain.startsWith("k") ? MessageKey.parse(plain.substring(1)).map(Key::new) : Optional.empty();
    }
}
