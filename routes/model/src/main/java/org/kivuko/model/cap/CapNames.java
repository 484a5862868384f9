package org.kivuko.model.cap;

import java.util.List;

/**
 * The words of CAP 1.2 (OASIS Common Alerting Protocol) that the rest of the program may need to know.
 *
 * <p>{@code data.cap} of an alert mirrors the document under CAP's own names. Every leaf in it is a string, as written
 * (also {@code size}, {@code altitude}, {@code ceiling}, and it may be empty); what CAP lets stand several times is a
 * list; {@code info}, {@code eventCode}, {@code parameter}, {@code geocode}, {@code resource} and {@code area} are lists of
 * objects. {@link #INFO}, {@link #RESOURCE}, {@link #AREA} and {@link #PAIR} are the members of those objects.
 */
public final class CapNames {
    /** Media type of a CAP 1.2 document. */
    public static final String MEDIA_TYPE = "application/cap+xml";

    /** XML namespace of CAP 1.2. */
    public static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    /**
     * What may stand in {@code data.cap}: the elements of {@code alert} without a member of their own. {@code code} is a list
     * of strings, {@code info} a list of objects, the others are strings; {@code scope} is always there.
     */
    public static final List<String> TOP_LEVEL =
            List.of("source", "scope", "restriction", "code", "note", "references", "incidents", "info");

    /** What may stand in an element of {@code data.cap.info}, in the order of the schema. */
    public static final List<String> INFO = CapElement.names(CapElement.INFO);

    /** What may stand in an element of {@code data.cap.info[].resource}. */
    public static final List<String> RESOURCE = CapElement.names(CapElement.RESOURCE);

    /** What may stand in an element of {@code data.cap.info[].area}. */
    public static final List<String> AREA = CapElement.names(CapElement.AREA);

    /** What stands in an element of {@code eventCode}, {@code parameter} and {@code geocode}. */
    public static final List<String> PAIR = CapElement.names(CapElement.PAIR);

    static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

    /** Code by which a sender says that it keeps to the mapping of {@code config/schemas/CAP.md}. */
    static final String PROFILE = "kivuko-cap-1.0";

    static final String ALERT_TYPE = "kivuko:alertType";
    static final String SUBJECT = "kivuko:subject.";
    static final String POST = "kivuko:post";
    static final String UNLOCODE = "UN/LOCODE";

    private CapNames() {}
}
