package org.kivuko.testkit.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.testkit.FormatContract;

class CapFormatTest implements FormatContract {
    static final String ALERT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>a-1</identifier>
              <sender>ken.dis@posts.example</sender>
              <sent>2026-11-23T10:00:00+03:00</sent>
              <status>Actual</status>
              <msgType>Alert</msgType>
              <scope>Public</scope>
              <info>
                <category>Security</category>
                <event>Stolen passport ZEBRASTRIPE</event>
                <urgency>Expected</urgency>
                <severity>Severe</severity>
                <certainty>Observed</certainty>
                <expires>2026-12-01T10:00:00+03:00</expires>
                <area><areaDesc>Busia é</areaDesc></area>
              </info>
            </alert>
            """;

    @Override
    public Format format() {
        return Formats.CAP;
    }

    @Override
    public byte[] good() {
        return FormatContract.bytes(ALERT);
    }

    @Override
    public Beside beside() {
        return FormatContract.stated("to", "UGA.DCIC", "purpose", "border-check");
    }

    @Override
    public List<byte[]> sameContent() {
        return List.of(
                FormatContract.bytes(ALERT.replaceAll("\\n *", "")),
                FormatContract.bytes(
                        ALERT.replace("<info>", "<!-- a remark --><info>").replace("é", "&#233;")),
                FormatContract.bytes(
                        ALERT.replaceAll("<(/?)([a-zA-Z])", "<$1c:$2").replace("xmlns=", "xmlns:c=")),
                FormatContract.bytes(
                        ALERT.replace("cap:1.2", "cap:1.1").replace("10:00:00+03:00", "10:00:00.250+03:00")),
                ALERT.replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<Broken> broken() {
        return List.of(
                Broken.beside(
                        ALERT.replace("Actual", "Draft").replace("<expires>2026", "<expires>ZEBRASTRIPE"),
                        beside(),
                        "/status CAP_11",
                        "/expires CAP_02"),
                Broken.of(ALERT, "/to SCHEMA_VIOLATION", "/purpose SCHEMA_VIOLATION"),
                Broken.of(ALERT.replace("</alert>", "</alarm>"), " UNREADABLE"));
    }

    @Override
    public List<byte[]> hostile() {
        return List.of(
                FormatContract.bytes("<a>".repeat(400_000)),
                FormatContract.bytes(ALERT.replace("<info>", "<info>".repeat(100_000))),
                FormatContract.bytes(ALERT.replace("<scope>", "<code>x</code>".repeat(110_000) + "<scope>")),
                FormatContract.bytes("<!DOCTYPE a [<!ENTITY b \"" + "c".repeat(1_000_000) + "\">]><a>&b;</a>"),
                FormatContract.bytes(ALERT.replace("Public", "\"".repeat(1_000_000))),
                FormatContract.bytes(ALERT.replace("<alert ", "<alert " + attributes(60_000))));
    }

    private static String attributes(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("a").append(i).append("=\"\" ");
        }
        return text.toString();
    }

    @Override
    public List<Function<String, byte[]>> reaching() {
        return List.of(
                url -> FormatContract.bytes("<!DOCTYPE alert SYSTEM \"" + url + "\">" + withoutProlog()),
                url -> FormatContract.bytes(
                        "<!DOCTYPE alert [<!ENTITY % p SYSTEM \"" + url + "\">%p;]>" + withoutProlog()),
                url -> FormatContract.bytes("<?xml-stylesheet href=\"" + url + "\"?>" + withoutProlog()),
                url -> FormatContract.bytes(ALERT.replace(
                        "<info>",
                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + url + "\"/><info>")),
                url -> FormatContract.bytes(ALERT.replace(
                        "<alert ",
                        "<alert xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"urn:oasis:names:tc:emergency:cap:1.2 "
                                + url + "\" ")));
    }

    private static String withoutProlog() {
        return ALERT.substring(ALERT.indexOf("<alert"));
    }
}
