package org.kivuko.model;

/** Reads and writes messages as JSON: the one place where JSON that came from outside is parsed. Thread-safe. */
public final class MessageJson {
    private MessageJson() {}

    /** Reads the form of a message: JSON, schema and everything that needs neither clock nor configuration. */
    public static Reading<Message> read(byte[] utf8) {
        throw new UnsupportedOperationException();
    }

    /** The same for an event that was built in memory (from CAP); {@code sizeBytes} as sent. */
    public static Reading<Message> read(com.fasterxml.jackson.databind.node.ObjectNode event, int sizeBytes) {
        throw new UnsupportedOperationException();
    }

    /** UTF-8 JSON of a tree. */
    public static byte[] write(com.fasterxml.jackson.databind.JsonNode tree) {
        throw new UnsupportedOperationException();
    }

    /** Canonical JSON (RFC 8785) of the event without {@code traceparent}: what digests are taken over. */
    public static byte[] canonical(Message message) {
        throw new UnsupportedOperationException();
    }
}
