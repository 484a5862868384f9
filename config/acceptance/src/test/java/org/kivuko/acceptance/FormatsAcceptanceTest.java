package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapQuery;
import org.kivuko.model.cap.CapReader;
import org.kivuko.testkit.TestClock;

/** One content in every form it can have, at the door of a whole hub: it is taken once, and every other form is a repetition. */
@Tag("slow")
class FormatsAcceptanceTest {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    /** Invented; nobody has its key. */
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\\n"
            + "MIIBmjCCAUGgAwIBAgIULAXgZ/+B1aTK1s2f69ON4TqhhN0wCgYIKoZIzj0EAwIw\\n"
            + "IjEgMB4GA1UEAwwXYWxlcnRzLmludmVudGVkLmV4YW1wbGUwIBcNMjYxMTI2MjEz\\n"
            + "MzU0WhgPMjEyNjExMDIyMTMzNTRaMCIxIDAeBgNVBAMMF2FsZXJ0cy5pbnZlbnRl\\n"
            + "ZC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZNBU7VCf1D1jjkO8\\n"
            + "/AP2RCCu5InI50v0aar1RA23WsHzsAauXFAhf/BzuL1EtPf38MDpvo9z5lLhbFuW\\n"
            + "gDXDOaNTMFEwHQYDVR0OBBYEFCEW5ZK585VXfUNPuxr2aUrID3D9MB8GA1UdIwQY\\n"
            + "MBaAFCEW5ZK585VXfUNPuxr2aUrID3D9MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI\\n"
            + "zj0EAwIDRwAwRAIgaG2Lo7p2i7BS9SwR3+hdnn3NbwFjJkCx4w+3BFMvny4CIB0i\\n"
            + "omZ1nTe4fLkmuJEk7bapaAHM7abo+eRwmz3NGynX\\n"
            + "-----END CERTIFICATE-----\\n";

    static final String ALERT =
            """
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>ID</identifier>
              <sender>ken.dis@posts.example</sender>
              <sent>2026-11-23T10:00:00+03:00</sent>
              <status>Actual</status>
              <msgType>Alert</msgType>
              <scope>Public</scope>
              <info>
                <category>Met</category>
                <event>Flood</event>
                <urgency>Expected</urgency>
                <severity>Severe</severity>
                <certainty>Observed</certainty>
                <expires>2026-12-01T10:00:00+03:00</expires>
                <area><areaDesc>Busia</areaDesc></area>
              </info>
            </alert>
            """;

    static final String ENVELOPE =
            """
            <EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
              <distributionID>d-1</distributionID><senderID>x</senderID><dateTimeSent>2026-11-23T10:00:00+03:00</dateTimeSent>
              <distributionStatus>Actual</distributionStatus><distributionType>Report</distributionType>
              <combinedConfidentiality>UNCLASSIFIED</combinedConfidentiality>
              <contentObject><xmlContent><embeddedXMLContent>ALERT</embeddedXMLContent></xmlContent></contentObject>
            </EDXLDistribution>
            """;

    static final String ZONE =
            """
            P<UGAZEBRA<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<<<
            L898902C36UGA7408122F3404159ZE184226B<<<<<16
            """;

    static final String LIST =
            """
            UNB+UNOA:4+BUS+KENDIS+261123:0800+42'
            UNH+1+PAXLST:D:02B:UN:IATA'
            BGM+745'
            NAD+FL+++ZEBRA:ANNA:MARIA'
            ATT+2++F'
            DTM+329:740812'
            NAT+2+UGA'
            DOC+P:110:111+L898902C3'
            DTM+36:340415'
            LOC+91+UGA'
            UNT+10+1'
            UNZ+1+42'
            """;

    static final String SDMX = "application/vnd.sdmx.data+csv";

    static final String REPORT =
            """
            {"specversion":"1.0","id":"f-1","source":"/agencies/KEN.DIS","type":"kivuko.flow-report.v1",
             "time":"2026-11-02T08:00:00+03:00","to":"UGA","purpose":"statistics",
             "data":{"reportId":"KEN-BUSIA-2026-10-ENTRY","revision":1,"reporter":"KEN.DIS","post":"KEN-BUSIA",
              "direction":"ENTRY","periodStart":"2026-10-01","periodEnd":"2026-11-01","frequency":"M","method":"REGISTER",
              "dimensions":["nationality"],"cells":[{"nationality":"_T","count":710},{"nationality":"KEN","count":400},
               {"nationality":"UGA","count":310}]}}
            """;

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(new TestClock(NOW), Map.of("states/KEN.yaml", FormatsAcceptanceTest::signing));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** The revenue authority signs its alerts. */
    private static String signing(String kenya) {
        String signed = kenya.replaceFirst(
                "(agency: KEN\\.KRA,[^}]*)}", "$1, capSignatures: required, capCertificates: [\"CERTIFICATE\"]}");
        assertThat(signed).contains("CERTIFICATE");
        return signed.replace("CERTIFICATE", CERTIFICATE.replace("\n", "\\n"));
    }

    private static HttpResponse<String> post(String as, String body, String type, Map<String, String> query) {
        return hub.post(as, "/v1/messages" + TestHub.query(query), body.getBytes(StandardCharsets.UTF_8), type);
    }

    /** The first is accepted, the others are that one again. */
    private static void assertOne(List<HttpResponse<String>> answers) {
        JsonNode first = json(answers.get(0));
        assertThat(answers.get(0).statusCode()).as(answers.get(0).body()).isEqualTo(202);
        for (HttpResponse<String> again : answers.subList(1, answers.size())) {
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(json(again)).isEqualTo(first);
        }
    }

    @Test
    void anAlertIsOneInEveryForm() {
        // Given
        String alert = ALERT.replace("ID", "forms-1");
        var beside = Map.of("to", "UGA.DCIC", "purpose", "border-check");
        var query = new CapQuery(
                Optional.of("UGA.DCIC"),
                Optional.of("border-check"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        var event = (Reading.Accepted<Message>)
                CapReader.message(alert.getBytes(StandardCharsets.UTF_8), AgencyId.of("KEN.DIS"), query);

        // When
        List<HttpResponse<String>> answers = List.of(
                post("KEN.DIS", alert, "application/cap+xml", beside),
                post("KEN.DIS", alert.replace("cap:1.2", "cap:1.1"), "application/xml", beside),
                post("KEN.DIS", ENVELOPE.replace("ALERT", alert), "application/edxl-de+xml", beside),
                post(
                        "KEN.DIS",
                        new String(MessageJson.write(event.value().json()), StandardCharsets.UTF_8),
                        Desk.JSON,
                        Map.of()));

        // Then
        assertOne(answers);
        assertThat(Desk.withId(hub.desk("UGA.DCIC").fetchAll(), "forms-1")).hasSizeLessThan(2);
        hub.desk("KEN.DIS").judged("forms-1");
        assertThat(Desk.about("forms-1", hub.desk("KEN.DIS").receipts())).hasSize(1);
    }

    @Test
    void aCrossingIsOneInEveryForm() {
        // Given
        var stated = new LinkedHashMap<>(Map.of(
                "to", "UGA.DCIC",
                "purpose", "border-check",
                "post", "KEN-BUSIA",
                "direction", "EXIT",
                "crossedAt", "2026-11-23T11:19:58+03:00",
                "outcome", "DEPARTED"));
        var head = new StringBuilder("id: forms-2\n");
        stated.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append('\n'));
        stated.put("id", "forms-2");
        ObjectNode event = record("forms-2", "PASS");

        // When and Then
        assertOne(List.of(
                post("KEN.DIS", ZONE, "text/vnd.kivuko.mrz", stated),
                post("KEN.DIS", head + "\n" + ZONE, "text/vnd.kivuko.mrz", Map.of()),
                hub.desk("KEN.DIS").post(event)));
        stated.put("id", "forms-3");
        assertOne(List.of(
                hub.desk("KEN.DIS").post(record("forms-3", "NONE")),
                post("KEN.DIS", LIST, "application/edifact", stated)));
    }

    @Test
    void aFlowReportIsOneInEveryForm() {
        // Given
        ObjectNode event = (ObjectNode) MessageJson.tree(REPORT.getBytes(StandardCharsets.UTF_8));
        String table = new String(Formats.of(SDMX).orElseThrow().write(event), StandardCharsets.UTF_8);

        // When and Then
        assertOne(List.of(
                post("KEN.DIS", table, SDMX + ";version=2.0.0", Map.of()),
                post("KEN.DIS", "\ufeff" + table.replace("\r\n", "\n"), SDMX, Map.of("rows", "3")),
                hub.desk("KEN.DIS").post(event)));
        assertThat(post("KEN.DIS", table.replace("KEN,400", "KEN,401").replace("UGA,310", "UGA,309"), SDMX, Map.of())
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("KEN.DIS", table.replace("f-1", "f-2").replace("UGA,310", "UGA,311"), SDMX, Map.of())
                        .body())
                .contains("FLOW_02", "/data/cells/0/count");
    }

    static ObjectNode record(String id, String check) {
        return (ObjectNode) MessageJson.tree(
                """
                {"specversion":"1.0","id":"ID","source":"/agencies/KEN.DIS","type":"kivuko.crossing-record.v1",
                 "time":"2026-11-23T11:19:58+03:00","to":"UGA.DCIC","purpose":"border-check",
                 "data":{"recordId":"ID","post":"KEN-BUSIA","direction":"EXIT","crossedAt":"2026-11-23T11:19:58+03:00",
                  "surname":"ZEBRA","givenNames":"ANNA MARIA","dateOfBirth":"1974-08-12","nationality":"UGA","sex":"F",
                  "docType":"P","docIssuer":"UGA","docNumber":"L898902C3","docExpiry":"2034-04-15","outcome":"DEPARTED",
                  "mrzCheck":"CHECK"}}
                """
                        .replace("ID", id)
                        .replace("CHECK", check)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAgencyWhoseAlertsAreSignedPostsNoOthers() {
        var beside = Map.of("to", "UGA.DCIC", "purpose", "border-check");
        String alert = ALERT.replace("ID", "forms-4");
        for (HttpResponse<String> answer : List.of(
                post("KEN.KRA", alert, "application/cap+xml", beside),
                post("KEN.KRA", ENVELOPE.replace("ALERT", alert), "application/edxl-de+xml", beside))) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).get("code").asText()).isEqualTo("CAP_25");
        }
        assertThat(post("KEN.BMS", alert, "application/cap+xml", beside).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aListOfManyIsRefusedBeforeAnythingIsTaken() {
        String many = LIST.replace("UNT+10", "NAD+FL+++OTHER:ONE'\nUNT+11");

        HttpResponse<String> answer = post("KEN.DIS", many, "application/edifact", Map.of("id", "forms-5"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("code").asText()).isEqualTo("PAX_02");
        assertThat(hub.get("KEN.DIS", "/v1/messages/forms-5").statusCode()).isEqualTo(404);
    }
}
