package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a delivered alert as CAP 1.2 XML: the document as it came in where the agreement kept {@code data.cap}, without its
 * signature and with restriction and addresses of this delivery, else one made from the members. Thread-safe.
 */
public final class CapWriter {
    private CapWriter() {}

    /**
     * @param event an alert as delivered; not changed
     * @return UTF-8, elements in the order of the schema
     */
    public static byte[] write(ObjectNode event) {
        return CapXmlWriter.write(CapRendering.mirror(event));
    }
}
