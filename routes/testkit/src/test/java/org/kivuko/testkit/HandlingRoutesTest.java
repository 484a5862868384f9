package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.testkit.SmallWorld.KEN_DIS;
import static org.kivuko.testkit.SmallWorld.UGA_DCIC;
import static org.kivuko.testkit.SmallWorld.UGA_UPF;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.DryRun;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.format.Beside;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;

/**
 * A handling code is raised and never lowered. Seen to fail with {@code LeastHandling.raised} giving back the facts as they
 * were, but for what was handed over from abroad.
 */
class HandlingRoutesTest extends RoutesTest {
    private static final String ALERT = "KEN.DIS/m-1";
    private static final String REPLACEMENT =
            """
            {'msgType':'Alert','alertType':'DOC-STOLEN','category':['Security'],'urgency':'Expected','severity':'Moderate',
             'certainty':'Observed','subject':{'document':{'type':'PP','issuer':'TZA','number':'ZZ0000009'}}}
            """;

    private static final String ALERT_DATA =
            ",'alertType':'DOC-STOLEN','category':['Security'],'urgency':'Expected','severity':'Moderate',"
                    + "'certainty':'Observed'";

    private static String under(Handling handling, String event) {
        ObjectNode message = (ObjectNode) MessageJson.tree(event.getBytes(StandardCharsets.UTF_8));
        message.put("handling", handling.code()).put("expires", "2026-12-01T08:00:00Z");
        return new String(MessageJson.write(message), StandardCharsets.UTF_8);
    }

    private static String referring(AgencyId sender, String id, String type, String to, String data) {
        return under(Handling.H0, SmallWorld.referring(sender, id, type, to, ALERT, data.replace('\'', '"')));
    }

    private static Outbox outbox(AgencyId agency) {
        return new Outbox(agency, Channel.LIVE, Lane.BULK);
    }

    private void sendAlert(Handling handling, String to) {
        exchange(under(handling, SmallWorld.stolenPassport(KEN_DIS, "m-1", to, "\"msgType\":\"Alert\",")));
        var recipient = ledger.status(MessageKey.parse(ALERT).orElseThrow())
                .orElseThrow()
                .recipients()
                .get(0);
        ledger.fetched(recipient.agency(), List.of(recipient.ruling()), clock.instant());
        left.clear();
    }

    private String handlingIn(String queue) {
        List<JsonNode> messages = in(queue);
        return messages.get(messages.size() - 1).get("handling").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEN.DIS | alert | UGA.UPF | ,'msgType':'Update'" + ALERT_DATA,
                "KEN.DIS | alert | UGA.UPF | ,'msgType':'Cancel','alertType':'DOC-STOLEN'",
                "KEN.DIS | correction | UGA.UPF | ,'reason':'error','replacementType':'kivuko.alert.v1','replacement':R",
                "KEN.DIS | recall | UGA.UPF | ,'reason':'error'",
                "KEN.DIS | consent | UGA.UPF | ,'act':'grant','recipients':['UGA'],'until':'2026-12-01T00:00:00Z'",
                "KEN.BMS | recall | UGA.UPF | ,'reason':'error'",
                "UGA.UPF | alert | KEN.DIS | ,'msgType':'Ack','alertType':'DOC-STOLEN'",
                "UGA.UPF | alert | KEN.DIS | ,'msgType':'Error','alertType':'DOC-STOLEN'",
                "UGA.UPF | reply | KEN.DIS | ,'result':'nothing-found'",
                "UGA.UPF | request | KEN.DIS | ,'question':'identity','within':'PT1H'",
                "UGA.UPF | consent | KEN.DIS | ,'act':'ask','recipients':['UGA']",
            })
    void whatRefersToAMessageCrossesUnderNoLowerCode(String sender, String type, String to, String data) {
        // Given
        sendAlert(Handling.H2, "UGA.UPF");
        String event = referring(AgencyId.of(sender), "f-1", type, to, data.replace("R", REPLACEMENT));

        // When
        exchange(outbox(AgencyId.of(sender)), event);

        // Then
        assertThat(handlingIn("agency." + to + ".inbox")).isEqualTo("H2");
    }

    /** The dry run of its sender knows what that one sent. */
    @Test
    void theDryRunSaysTheSame() {
        // Given
        sendAlert(Handling.H2, "UGA.UPF");
        var dryRun = new DryRun(new Reader(), rulebook, ledger, clock);
        String update = referring(KEN_DIS, "f-1", "alert", "UGA.UPF", ",'msgType':'Update'" + ALERT_DATA);

        // When
        var result = dryRun.decide(
                update.getBytes(StandardCharsets.UTF_8), "", new Caller.OfAgency(KEN_DIS), Beside.nothing());

        // Then
        assertThat(((DryRun.Decided) result)
                        .json()
                        .at("/decisions/0/obligations/handling")
                        .asText())
                .isEqualTo("H2");
    }

    @Test
    void aCodeIsRaisedInTheMiddleOfAThreadAndStaysSo() {
        // Given: the cancellation refers to the update alone, and goes to one who has neither
        sendAlert(Handling.H1, "UGA.UPF");
        exchange(referring(KEN_DIS, "f-1", "alert", "UGA.UPF", ",'msgType':'Update'" + ALERT_DATA));

        // When
        String data = ",\"msgType\":\"Cancel\",\"alertType\":\"DOC-STOLEN\"";
        exchange(under(Handling.H0, SmallWorld.referring(KEN_DIS, "f-2", "alert", "UGA.DCIC", "KEN.DIS/f-1", data)));

        // Then
        assertThat(handlingIn("agency.UGA.DCIC.inbox")).isEqualTo("H1");
    }

    @Test
    void aHigherCodeThanThatOfTheMessageStays() {
        // Given
        sendAlert(Handling.H1, "UGA.UPF");

        // When
        exchange(under(Handling.H2, referring(KEN_DIS, "f-1", "alert", "UGA.UPF", ",'msgType':'Update'" + ALERT_DATA)));

        // Then
        assertThat(handlingIn("agency.UGA.UPF.inbox")).isEqualTo("H2");
    }

    /** What an agency of the same state gave it may be passed on, and under no lower code. */
    @Test
    void whatWasHandedOverAtHomeIsPassedOnUnderNoLowerCode() {
        // Given
        rulebook = SmallWorld::agreementsWithProtocol;
        exchange(
                outbox(UGA_UPF),
                under(Handling.H2, SmallWorld.stolenPassport(UGA_UPF, "m-1", "UGA.DCIC", "\"msgType\":\"Alert\",")));
        var given = ledger.status(new MessageKey(UGA_UPF, "m-1")).orElseThrow().recipients();
        ledger.fetched(UGA_DCIC, List.of(given.get(0).ruling()), clock.instant());

        // When
        exchange(outbox(UGA_DCIC), SmallWorld.stolenPassport(UGA_DCIC, "m-2", "KEN.DIS", "\"msgType\":\"Alert\","));

        // Then
        assertThat(handlingIn("agency.KEN.DIS.inbox")).isEqualTo("H2");
    }
}
