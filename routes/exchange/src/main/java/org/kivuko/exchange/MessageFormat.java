package org.kivuko.exchange;

import java.util.Locale;
import java.util.Optional;

/** The two forms in which messages come in. */
public enum MessageFormat {
    /** A CloudEvent in structured JSON. */
    JSON("application/cloudevents+json"),
    /** CAP 1.2 XML. */
    CAP("application/cap+xml");

    private final String mediaType;

    MessageFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type under which the hub itself serves this form. */
    public String mediaType() {
        return mediaType;
    }

    /** The form behind a media type, parameters aside; empty where the hub takes no such thing. */
    public static Optional<MessageFormat> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/cloudevents+json", "application/json" -> Optional.of(JSON);
            case "application/cap+xml", "application/xml", "text/xml" -> Optional.of(CAP);
            default -> Optional.empty();
        };
    }

    /** For bytes that came without a media type: XML begins with {@code <}, JSON never does. */
    public static MessageFormat sniff(byte[] body) {
        for (byte b : body) {
            if (b == '<') {
                return CAP;
            }
            if (!Character.isWhitespace(b)) {
                return JSON;
            }
        }
        return JSON;
    }
}
