package org.kivuko.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.testkit.Corpora;
import org.kivuko.testkit.FormatContract;

class EdxlFormatTest implements FormatContract {
    private static final String ALERT = CapFormatTest.ALERT.substring(CapFormatTest.ALERT.indexOf("<alert"));

    private static final String ENVELOPE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
              <distributionID>d-1</distributionID>
              <senderID>ken.dis@posts.example</senderID>
              <dateTimeSent>2026-11-23T10:00:00+03:00</dateTimeSent>
              <distributionStatus>Actual</distributionStatus>
              <distributionType>Report</distributionType>
              <combinedConfidentiality>UNCLASSIFIED</combinedConfidentiality>
              <explicitAddress>
                <explicitAddressScheme>kivuko</explicitAddressScheme>
                <explicitAddressValue>UGA.DCIC</explicitAddressValue>
              </explicitAddress>
              <contentObject>
                <contentDescription>ZEBRASTRIPE</contentDescription>
                <confidentiality>H1</confidentiality>
                <xmlContent><embeddedXMLContent>%s</embeddedXMLContent></xmlContent>
              </contentObject>
            </EDXLDistribution>
            """
                    .formatted(ALERT);

    private static final String CONTENT =
            ENVELOPE.substring(ENVELOPE.indexOf("<contentObject>"), ENVELOPE.indexOf("</EDXL"));

    @Override
    public Format format() {
        return Formats.of("application/edxl-de+xml").orElseThrow();
    }

    @Override
    public byte[] good() {
        return FormatContract.bytes(ENVELOPE);
    }

    @Override
    public Beside beside() {
        return FormatContract.stated("purpose", "border-check");
    }

    @Override
    public List<byte[]> sameContent() {
        return List.of(
                FormatContract.bytes(ENVELOPE.replaceAll("\\n *", "")),
                FormatContract.bytes(ENVELOPE.replace("cap:1.2", "cap:1.1")),
                FormatContract.bytes(
                        ENVELOPE.replace("d-1", "d-2").replace("<contentObject>", "<targetArea/><contentObject>")));
    }

    @Override
    public List<Broken> broken() {
        return List.of(
                Broken.beside(
                        ENVELOPE.replace("</EDXL", CONTENT + "</EDXL"),
                        beside(),
                        " SCHEMA_VIOLATION",
                        " SCHEMA_VIOLATION"),
                Broken.beside(ENVELOPE.replace(CONTENT, ""), beside(), " SCHEMA_VIOLATION"),
                Broken.beside(ENVELOPE.replace(ALERT, "<a xmlns=\"urn:x\">ZEBRASTRIPE</a>"), beside(), " CAP_19"),
                Broken.beside(ENVELOPE.replace("Scheme>kivuko", "Scheme>e-mail"), beside(), "/to UNKNOWN_ADDRESS"),
                Broken.beside(ENVELOPE.replace("UNCLASSIFIED", "ZEBRASTRIPE"), beside(), "/handling SCHEMA_VIOLATION"),
                Broken.beside(
                        ENVELOPE.replace("Status>Actual", "Status>Exercise").replace("Report", "Update"),
                        beside(),
                        "/status SCHEMA_VIOLATION",
                        "/data/msgType SCHEMA_VIOLATION"),
                Broken.beside(
                        ENVELOPE.replace("<explicitAddress>", "<recipientRole/><explicitAddress>"),
                        beside(),
                        " SCHEMA_VIOLATION"),
                Broken.beside(ENVELOPE.replace("<scope>Public", "<scope>Private"), beside(), "/to CAP_05"),
                Broken.of(ENVELOPE, "/purpose SCHEMA_VIOLATION"));
    }

    @Override
    public List<byte[]> hostile() {
        return List.of(
                FormatContract.bytes(ENVELOPE.replace(CONTENT, "<contentObject>".repeat(100_000))),
                FormatContract.bytes(ENVELOPE.replace(CONTENT, "<keyword/>".repeat(120_000))),
                FormatContract.bytes(
                        ENVELOPE.replace("d-1", "d".repeat(1_900_000)).replace(CONTENT, "")),
                FormatContract.bytes("<!DOCTYPE EDXLDistribution>" + ENVELOPE.substring(ENVELOPE.indexOf("<EDXL"))));
    }

    @Override
    public List<Function<String, byte[]>> reaching() {
        return List.of(
                url -> FormatContract.bytes(
                        "<!DOCTYPE a SYSTEM \"" + url + "\">" + ENVELOPE.substring(ENVELOPE.indexOf("<EDXL"))),
                url -> FormatContract.bytes(ENVELOPE.replace(
                        "<contentObject>",
                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + url
                                + "\"/><contentObject>")));
    }

    @Test
    void an_alert_in_an_envelope_is_the_alert_with_the_addresses_and_the_handling_of_the_envelope() {
        Message alone = taken(Formats.CAP.read(
                FormatContract.bytes(ALERT),
                SENDER,
                FormatContract.stated("purpose", "border-check", "to", "UGA.DCIC", "handling", "H1")));

        assertThat(MessageJson.canonical(taken(format().read(good(), SENDER, beside()))))
                .isEqualTo(MessageJson.canonical(alone));
    }

    @Test
    void a_real_envelope_of_many_alerts_is_refused_for_that() {
        Reading<Message> reading =
                format().read(Corpora.bytes("google-cap-library/testdata/bushfire_valid.edxlde.xml"), SENDER, beside());

        assertThat(((Reading.Refused<Message>) reading).faults())
                .extracting(Fault::detail)
                .anyMatch(detail -> detail.startsWith("expected one contentObject, found"));
    }

    private static Message taken(Reading<Message> reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Message>) reading).value();
    }
}
