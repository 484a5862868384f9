package org.kivuko.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** What names a message for ever: who sent it and the id that the sender gave it. Written {@code KEN.DIS/id} in references. */
public record MessageKey(AgencyId source, String id) implements Comparable<MessageKey> {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    public MessageKey {
        if (!isId(id)) {
            throw new IllegalArgumentException("an id has 1 to 128 of A-Z a-z 0-9 . _ : -");
        }
    }

    /** Whether the text can be the id of a message. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Reads {@code KEN.DIS/id}; empty where the text has another form. */
    public static Optional<MessageKey> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !isId(text.substring(slash + 1))) {
            return Optional.empty();
        }
        return AgencyId.parse(text.substring(0, slash))
                .map(agency -> new MessageKey(agency, text.substring(slash + 1)));
    }

    @Override
    public int compareTo(MessageKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return source + "/" + id;
    }
}
