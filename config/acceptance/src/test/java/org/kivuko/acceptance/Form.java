package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** A form of messages with a document in it, and what its sender would have posted as JSON. Another form is a line more. */
enum Form {
    CAP_12("application/cap+xml", About.ALERT, id -> FormatsAcceptanceTest.ALERT.replace("ID", id)),
    CAP_11("application/xml", About.ALERT, id -> CAP_12.document(id).replace("cap:1.2", "cap:1.1")),
    EDXL(
            "application/edxl-de+xml",
            About.ALERT,
            id -> FormatsAcceptanceTest.ENVELOPE.replace("ALERT", CAP_12.document(id))),
    MRZ("text/vnd.kivuko.mrz", About.CROSSING, id -> FormatsAcceptanceTest.ZONE),
    PAXLST("application/edifact", About.CROSSING, id -> FormatsAcceptanceTest.LIST),
    SDMX(
            FormatsAcceptanceTest.SDMX,
            About.FLOW,
            id -> text(Formats.of(FormatsAcceptanceTest.SDMX).orElseThrow().write(report(id))));

    static final String TO = "UGA.DCIC";
    static final AgencyId SENDER = AgencyId.of("KEN.DIS");

    /** What stands beside a document that does not say it. */
    private enum About {
        ALERT(Map.of("purpose", "border-check")),
        CROSSING(Map.of(
                "purpose", "border-check",
                "post", "KEN-BUSIA",
                "direction", "EXIT",
                "crossedAt", "2026-11-23T11:19:58+03:00",
                "outcome", "DEPARTED")),
        FLOW(Map.of());

        @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
        private final Map<String, String> beside;

        About(Map<String, String> beside) {
            this.beside = beside;
        }
    }

    private final String mediaType;
    private final About about;

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state
    private final UnaryOperator<String> document;

    Form(String mediaType, About about, UnaryOperator<String> document) {
        this.mediaType = mediaType;
        this.about = about;
        this.document = document;
    }

    String mediaType() {
        return mediaType;
    }

    /** As its sender writes it. */
    String document(String id) {
        return document.apply(id);
    }

    /** What its sender states beside it. */
    Map<String, String> beside(String id, Script.Fault fault) {
        var stated = new HashMap<>(about.beside);
        stated.put("to", TO);
        if (about == About.CROSSING) {
            stated.put("id", id);
        }
        switch (fault) {
            case NOBODY -> stated.put("to", "UGA.NOBODY");
            case PURPOSE -> stated.put("purpose", "curiosity");
            case ITS_OWN -> stated.put("handling", "H9");
            case CONFLICT -> stated.put("to", "UGA.URA");
            default -> {}
        }
        return stated;
    }

    /** The same as JSON. */
    ObjectNode event(String id, Script.Fault fault) {
        ObjectNode event =
                switch (about) {
                    case ALERT -> asRead(id);
                    case CROSSING -> FormatsAcceptanceTest.record(id, this == MRZ ? "PASS" : "NONE");
                    case FLOW -> report(id).put("to", TO);
                };
        if (fault == Script.Fault.ITS_OWN) {
            event.put("handling", "H9");
        }
        return Script.spoilt(event, fault, "UGA.URA");
    }

    /** What an alert has that no member of the event holds stands in it under CAP's own names: nobody writes that by hand. */
    private ObjectNode asRead(String id) {
        var read = Formats.of(mediaType)
                .orElseThrow()
                .read(document(id).getBytes(StandardCharsets.UTF_8), SENDER, new Beside(beside(id, Script.Fault.NONE)));
        return ((Reading.Accepted<Message>) read).value().json().deepCopy();
    }

    private static ObjectNode report(String id) {
        String report = FormatsAcceptanceTest.REPORT.replace("KEN-BUSIA-2026-10-ENTRY", id);
        return ((ObjectNode) MessageJson.tree(report.getBytes(StandardCharsets.UTF_8))).put("id", id);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
