package org.kivuko.agreement;

import java.util.List;
import org.kivuko.agreement.Member.Nature;
import org.kivuko.agreement.Member.Shape;
import org.kivuko.model.MessageType;

/** The members of each message type, as they are written in {@code data}. The one place that says what each of them is. */
final class MemberTables {
    /** A row of a table, with the rows below it. */
    record Row(String name, Shape shape, Nature nature, boolean text, List<Row> rows) {}

    private MemberTables() {}

    static List<Row> of(MessageType type) {
        return switch (type) {
            case ALERT -> alert();
            case FLOW_REPORT -> flowReport();
            case CROSSING_RECORD -> crossingRecord();
            case REQUEST -> request();
            case REPLY -> reply();
            // What follows another message holds codes alone, or the data of that message's own type.
            case RECALL, CORRECTION, CONSENT, RECEIPT, NOTICE, VOID -> List.of();
        };
    }

    private static List<Row> alert() {
        return List.of(
                value("msgType", Nature.ALWAYS),
                values("references", Nature.ALWAYS),
                value("alertType", Nature.ALWAYS),
                values("category", Nature.CORE),
                value("urgency", Nature.CORE),
                value("severity", Nature.CORE),
                value("certainty", Nature.CORE),
                values("responseType", Nature.CORE),
                value("onset", Nature.CORE),
                objects(
                        "texts",
                        value("language", Nature.FREE_TEXT),
                        value("event", Nature.FREE_TEXT),
                        value("headline", Nature.FREE_TEXT),
                        value("description", Nature.FREE_TEXT),
                        value("instruction", Nature.FREE_TEXT)),
                objects(
                        "areas",
                        value("post", Nature.CORE),
                        value("unlocode", Nature.CORE),
                        value("name", Nature.FREE_TEXT),
                        values("polygons", Nature.CORE),
                        values("circles", Nature.CORE),
                        pairs("geocodes", Nature.CORE),
                        number("altitude", Nature.CORE),
                        number("ceiling", Nature.CORE)),
                pairs("parameters", Nature.FREE_TEXT),
                pairs("eventCodes", Nature.CORE),
                objects(
                        "resources",
                        value("resourceDesc", Nature.FREE_TEXT),
                        value("mimeType", Nature.FREE_TEXT),
                        number("size", Nature.FREE_TEXT),
                        value("uri", Nature.FREE_TEXT),
                        value("digest", Nature.FREE_TEXT)),
                value("capSender", Nature.PARTICULAR),
                subject(),
                value("evaluation", Nature.CORE),
                value("case", Nature.FREE_TEXT),
                new Row("cap", Shape.WHOLE, Nature.FREE_TEXT, false, List.of()));
    }

    private static Row subject() {
        return object(
                "subject",
                object(
                        "person",
                        value("surname", Nature.PARTICULAR),
                        value("givenNames", Nature.PARTICULAR),
                        value("dateOfBirth", Nature.PARTICULAR),
                        value("nationality", Nature.CODED),
                        value("sex", Nature.CODED),
                        values("protection", Nature.CODED),
                        number("minor", Nature.CODED)),
                object(
                        "document",
                        value("type", Nature.CODED),
                        value("issuer", Nature.CODED),
                        value("number", Nature.PARTICULAR),
                        value("expiry", Nature.PARTICULAR)),
                object(
                        "vehicle",
                        value("registration", Nature.PARTICULAR),
                        value("country", Nature.CODED),
                        value("make", Nature.PARTICULAR),
                        value("model", Nature.PARTICULAR),
                        value("colour", Nature.PARTICULAR),
                        value("vin", Nature.PARTICULAR)),
                object(
                        "object",
                        value("kind", Nature.PARTICULAR),
                        value("maker", Nature.PARTICULAR),
                        value("serial", Nature.PARTICULAR)),
                object(
                        "consignment",
                        value("reference", Nature.PARTICULAR),
                        value("goods", Nature.PARTICULAR),
                        value("hsCode", Nature.PARTICULAR),
                        number("quantity", Nature.PARTICULAR),
                        value("unit", Nature.PARTICULAR),
                        value("container", Nature.PARTICULAR)),
                object("event", value("kind", Nature.CORE), number("count", Nature.CORE), value("since", Nature.CORE)));
    }

    private static List<Row> flowReport() {
        return List.of(
                value("reportId", Nature.ALWAYS),
                number("revision", Nature.ALWAYS),
                number("replaces", Nature.CORE),
                value("reporter", Nature.CORE),
                value("post", Nature.CORE),
                value("direction", Nature.CORE),
                value("periodStart", Nature.CORE),
                value("periodEnd", Nature.CORE),
                value("frequency", Nature.CORE),
                value("method", Nature.CORE),
                number("hoursCovered", Nature.CORE),
                values("dimensions", Nature.CORE),
                objects(
                        "cells",
                        value("nationality", Nature.CORE),
                        value("sex", Nature.CORE),
                        value("ageBand", Nature.CORE),
                        value("category", Nature.CORE),
                        value("transport", Nature.CORE),
                        value("purpose", Nature.CORE),
                        number("count", Nature.CORE),
                        value("obsStatus", Nature.CORE),
                        value("confStatus", Nature.CORE)),
                objects("vehicles", value("type", Nature.CORE), number("count", Nature.CORE)),
                objects("refusals", value("reason", Nature.CORE), number("count", Nature.CORE)),
                value("note", Nature.FREE_TEXT));
    }

    private static List<Row> crossingRecord() {
        return List.of(
                value("recordId", Nature.ALWAYS),
                value("post", Nature.CORE),
                value("direction", Nature.CORE),
                value("crossedAt", Nature.CORE),
                value("surname", Nature.PARTICULAR),
                value("givenNames", Nature.PARTICULAR),
                value("dateOfBirth", Nature.PARTICULAR),
                value("nationality", Nature.CODED),
                value("sex", Nature.CODED),
                value("docType", Nature.CODED),
                value("docIssuer", Nature.CODED),
                value("docNumber", Nature.PARTICULAR),
                value("docExpiry", Nature.PARTICULAR),
                value("transport", Nature.CORE),
                value("vehicleRegistration", Nature.PARTICULAR),
                value("outcome", Nature.CORE),
                value("mrzCheck", Nature.CODED));
    }

    private static List<Row> request() {
        return List.of(
                values("references", Nature.ALWAYS),
                value("question", Nature.ALWAYS),
                subject(),
                value("within", Nature.CORE),
                value("note", Nature.FREE_TEXT));
    }

    private static List<Row> reply() {
        return List.of(
                values("references", Nature.ALWAYS),
                value("result", Nature.ALWAYS),
                object("place", value("post", Nature.CORE), value("unlocode", Nature.CORE)),
                value("at", Nature.CORE),
                values("action", Nature.CORE),
                value("contact", Nature.FREE_TEXT),
                value("note", Nature.FREE_TEXT));
    }

    private static Row value(String name, Nature nature) {
        return new Row(name, Shape.VALUE, nature, true, List.of());
    }

    /** A number, or the flag {@code minor}: nothing that a transform could change. */
    private static Row number(String name, Nature nature) {
        return new Row(name, Shape.VALUE, nature, false, List.of());
    }

    private static Row values(String name, Nature nature) {
        return new Row(name, Shape.VALUES, nature, true, List.of());
    }

    private static Row object(String name, Row... rows) {
        return new Row(name, Shape.OBJECT, Nature.MIXED, false, List.of(rows));
    }

    private static Row objects(String name, Row... rows) {
        return new Row(name, Shape.OBJECTS, Nature.MIXED, false, List.of(rows));
    }

    /** CAP's pairs of a name and a value. */
    private static Row pairs(String name, Nature nature) {
        return objects(name, value("valueName", nature), value("value", nature));
    }
}
