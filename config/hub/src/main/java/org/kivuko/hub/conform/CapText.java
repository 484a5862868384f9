package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An invented alert as a CAP 1.2 document. */
final class CapText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private CapText() {}

    /** The document that says what the alert says, its addresses beside it. */
    static String of(ObjectNode alert) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                <identifier>%s</identifier><sender>desk@nowhere.example</sender><sent>%s</sent><status>Actual</status>
                <msgType>Alert</msgType><scope>Public</scope>
                <info><language>en</language><category>Security</category><event>Invented event</event><urgency>Expected</urgency>
                <severity>Moderate</severity><certainty>Observed</certainty>
                <eventCode><valueName>kivuko:alertType</valueName><value>%s</value></eventCode>
                <expires>%s</expires><headline>Invented headline</headline>
                %s<area><areaDesc>Nowhere</areaDesc></area></info>
                </alert>
                """
                .formatted(
                        alert.path("id").asText(),
                        time(alert.path("time").asText()),
                        alert.path("data").path("alertType").asText(),
                        time(alert.path("expires").asText()),
                        parameters(alert));
    }

    /** The document of the subject, as CAP's parameters. */
    private static String parameters(ObjectNode alert) {
        var text = new StringBuilder();
        alert.path("data").path("subject").path("document").properties().forEach(member -> text.append(
                        "<parameter><valueName>kivuko:subject.document.")
                .append(member.getKey())
                .append("</valueName><value>")
                .append(member.getValue().asText())
                .append("</value></parameter>\n"));
        return text.toString();
    }

    private static String time(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC).format(TIME);
    }

    /** What stands beside the document. */
    static String query(ObjectNode alert) {
        String query = "?to=" + encoded(alert, "to") + "&purpose=" + encoded(alert, "purpose");
        return alert.has("post") ? query + "&post=" + encoded(alert, "post") : query;
    }

    private static String encoded(ObjectNode alert, String name) {
        return URLEncoder.encode(alert.path(name).asText(), StandardCharsets.UTF_8);
    }
}
