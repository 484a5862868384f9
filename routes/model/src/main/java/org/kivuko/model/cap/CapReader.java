package org.kivuko.model.cap;

import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/** Reads CAP 1.2 XML into a message. Thread-safe. */
public final class CapReader {
    private CapReader() {}

    /** Reads an alert of {@code source}, the authenticated agency. */
    public static Reading<Message> message(byte[] xml, AgencyId source, CapQuery query) {
        throw new UnsupportedOperationException();
    }
}
