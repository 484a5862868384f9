package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.testkit.SmallWorld.KEN_BMS;
import static org.kivuko.testkit.SmallWorld.KEN_DIS;
import static org.kivuko.testkit.SmallWorld.KEN_KRA;
import static org.kivuko.testkit.SmallWorld.UGA_DCIC;
import static org.kivuko.testkit.SmallWorld.UGA_UPF;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/**
 * Requests, replies, and what follows a message. Each refusal here is meant to fail with its check taken out of the code that
 * is named beside it.
 */
class FollowingRoutesTest extends RoutesTest {
    private static final String POLICE = "agency.UGA.UPF.inbox";
    private static final String IMMIGRATION = "agency.UGA.DCIC.inbox";
    private static final String ALERT = "KEN.DIS/m-1";
    private static final String CORRECTED =
            """
            ,"reason":"error","replacementType":"kivuko.alert.v1","replacement":{"msgType":"Alert",
             "alertType":"DOC-STOLEN","category":["Security"],"urgency":"Expected","severity":"Moderate",
             "certainty":"Observed","subject":{"document":{"type":"PP","issuer":"TZA","number":"ZZ0000009"}}}
            """;

    @BeforeEach
    void sendAnAlertToBothAgencies() {
        exchange(SmallWorld.stolenPassport(KEN_DIS, "m-1", "UGA", "\"msgType\":\"Alert\","));
        left.clear();
    }

    private static Outbox outbox(AgencyId agency) {
        return new Outbox(agency, Channel.LIVE, Lane.BULK);
    }

    private void handOver(AgencyId recipient) {
        var ruling = ledger.status(MessageKey.parse(ALERT).orElseThrow()).orElseThrow().recipients().stream()
                .filter(part -> part.agency().equals(recipient))
                .findFirst()
                .orElseThrow();
        ledger.fetched(recipient, List.of(ruling.ruling()), clock.instant());
    }

    private void send(AgencyId sender, String id, String type, String to, String reference, String data) {
        exchange(outbox(sender), SmallWorld.referring(sender, id, type, to, reference, data));
    }

    private JsonNode receipt(AgencyId agency) {
        List<JsonNode> receipts = in("agency." + agency + ".receipts");
        return receipts.get(receipts.size() - 1).get("data");
    }

    private DeliveryState stateOf(MessageKey key, AgencyId recipient) {
        return ledger.status(key).orElseThrow().recipients().stream()
                .filter(part -> part.agency().equals(recipient))
                .findFirst()
                .orElseThrow()
                .state()
                .orElseThrow();
    }

    @Test
    void aReplyReachesTheSenderOfTheAlertAndAnswersItsDelivery() {
        // Given
        handOver(UGA_UPF);

        // When
        send(UGA_UPF, "r-1", "reply", "KEN.DIS", ALERT, ",\"result\":\"found\",\"note\":\"kept at the desk\"");

        // Then
        assertThat(in("agency.KEN.DIS.inbox")).singleElement().satisfies(reply -> {
            assertThat(reply.get("type").asText()).isEqualTo("kivuko.reply.v1");
            assertThat(reply.at("/data/references/0").asText()).isEqualTo(ALERT);
            assertThat(reply.at("/data/note").asText()).isEqualTo("kept at the desk");
        });
        assertThat(stateOf(MessageKey.parse(ALERT).orElseThrow(), UGA_UPF)).isEqualTo(DeliveryState.ANSWERED);
        assertThat(stateOf(MessageKey.parse(ALERT).orElseThrow(), UGA_DCIC)).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void aReplyIsReducedLikeAnyMessage() {
        // Given
        send(UGA_DCIC, "q-1", "request", "KEN.DIS", "", ",\"question\":\"identity\",\"within\":\"PT1H\"");
        var question = ledger.status(new MessageKey(UGA_DCIC, "q-1")).orElseThrow();
        ledger.fetched(KEN_DIS, List.<UUID>of(question.recipients().get(0).ruling()), clock.instant());

        // When
        send(KEN_DIS, "r-1", "reply", "UGA.DCIC", "UGA.DCIC/q-1", ",\"result\":\"found\",\"note\":\"words\"");

        // Then
        assertThat(in(IMMIGRATION)).singleElement().satisfies(reply -> {
            assertThat(reply.at("/data/note").isMissingNode()).isTrue();
            assertThat(reply.at("/data/result").asText()).isEqualTo("found");
            assertThat(reply.at("/data/references/0").asText()).isEqualTo("UGA.DCIC/q-1");
        });
    }

    @Test
    void whoAnswersAnotherThanTheOneWhoAskedPassesOnWhatItWasAsked() {
        // Given
        send(UGA_UPF, "q-1", "request", "KEN.DIS", "", ",\"question\":\"identity\",\"within\":\"PT1H\"");
        var question = ledger.status(new MessageKey(UGA_UPF, "q-1")).orElseThrow();
        ledger.fetched(KEN_DIS, List.<UUID>of(question.recipients().get(0).ruling()), clock.instant());

        // When
        send(KEN_DIS, "r-1", "reply", "UGA.DCIC UGA.UPF", "UGA.UPF/q-1", ",\"result\":\"found\"");

        // Then
        assertThat(in(POLICE)).hasSize(1);
        assertThat(in(IMMIGRATION)).isEmpty();
        assertThat(receipt(KEN_DIS).at("/recipients").findValuesAsText("reason"))
                .containsExactly("CONSENT_REQUIRED");
    }

    /** {@code ReferenceChecks.check}, {@code changes} and {@code follows}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UGA.UPF | reply | KEN.DIS | KEN.DIS/m-2 | ,'result':'found' | UNKNOWN_REFERENCE",
                "UGA.DCIC | reply | KEN.DIS | KEN.DIS/m-1 | ,'result':'found' | UNKNOWN_REFERENCE",
                "KEN.DIS | reply | UGA.UPF | KEN.DIS/m-1 | ,'result':'found' | SCHEMA_VIOLATION",
                "UGA.UPF | recall | KEN.DIS | KEN.DIS/m-1 | ,'reason':'error' | NOT_SENDER",
                "KEN.KRA | recall | UGA.UPF | KEN.DIS/m-1 | ,'reason':'error' | UNKNOWN_REFERENCE",
                "UGA.UPF | consent | KEN.DIS | KEN.DIS/m-1 | ,'act':'withdraw' | NOT_SENDER",
                "KEN.DIS | consent | UGA.UPF | KEN.DIS/m-1 | ,'act':'ask','recipients':['KEN'] | SCHEMA_VIOLATION",
                "KEN.DIS | correction | UGA.UPF | KEN.DIS/m-1 | ,'reason':'error','replacementType':'kivuko.reply.v1',"
                        + "'replacement':{'references':['KEN.DIS/m-1'],'result':'found'} | SCHEMA_VIOLATION",
            })
    void turnsAwayWhatRefersToWhatItMayNot(
            String sender, String type, String to, String reference, String data, String code) {
        // Given
        handOver(UGA_UPF);

        // When
        send(AgencyId.of(sender), "x-1", type, to, reference, data.replace('\'', '"'));

        // Then
        assertThat(receipt(AgencyId.of(sender)).path("code").asText()).isEqualTo(code);
        assertThat(left).hasSize(1);
    }

    /** {@code Following.recipients}. */
    @Test
    void aRecallReachesEverybodyWhomTheMessageReachedWhateverItsAddressAndWhateverBecameOfTheAgreement() {
        // Given
        rulebook = () -> SmallWorld.agreements(Agreement.State.SUSPENDED);

        // When
        send(KEN_DIS, "w-1", "recall", "UGA.URA", ALERT, ",\"reason\":\"legal\"");

        // Then
        for (String queue : List.of(POLICE, IMMIGRATION)) {
            assertThat(in(queue)).singleElement().satisfies(recall -> {
                assertThat(recall.get("type").asText()).isEqualTo("kivuko.recall.v1");
                assertThat(recall.get("agreement").asText()).isEqualTo("KEN-UGA.small@1");
                assertThat(recall.at("/data/reason").asText()).isEqualTo("legal");
            });
        }
        assertThat(in("agency.UGA.URA.inbox")).isEmpty();
    }

    @Test
    void theCentralContactOfAStateMayRecallWhatItsAgenciesSent() {
        // When
        send(KEN_BMS, "w-1", "recall", "UGA", ALERT, ",\"reason\":\"error\"");
        send(KEN_KRA, "w-2", "recall", "UGA", ALERT, ",\"reason\":\"error\"");

        // Then
        assertThat(in(POLICE)).hasSize(1);
    }

    /** {@code Following.correction}. */
    @Test
    void aCorrectionIsReducedForEachRecipientLikeTheMessageThatItCorrects() {
        // When
        send(KEN_DIS, "c-1", "correction", "UGA", ALERT, CORRECTED);

        // Then
        assertThat(in(POLICE)
                        .get(0)
                        .at("/data/replacement/subject/document/number")
                        .asText())
                .isEqualTo("ZZ0000009");
        assertThat(in(IMMIGRATION)).singleElement().satisfies(correction -> {
            assertThat(correction.at("/data/replacement/subject").isMissingNode())
                    .isTrue();
            assertThat(correction.at("/data/replacement/alertType").asText()).isEqualTo("DOC-STOLEN");
            assertThat(correction.at("/data/reason").asText()).isEqualTo("error");
        });
        assertThat(receipt(KEN_DIS).at("/recipients/0/removed"))
                .extracting(JsonNode::asText)
                .contains("replacement.subject.document.number");
    }

    @Test
    void aCorrectionDoesNotCrossWhereItsContentMayNot() {
        // Given
        rulebook = () -> SmallWorld.agreements(Agreement.State.SUSPENDED);

        // When
        send(KEN_DIS, "c-1", "correction", "UGA", ALERT, CORRECTED);

        // Then
        assertThat(in(POLICE)).isEmpty();
        assertThat(receipt(KEN_DIS).at("/recipients").findValuesAsText("reason"))
                .containsOnly("SUSPENDED");
    }

    @Test
    void whatWasRecalledIsNotCorrected() {
        // Given
        send(KEN_DIS, "w-1", "recall", "UGA", ALERT, ",\"reason\":\"error\"");

        // When
        send(KEN_DIS, "c-1", "correction", "UGA", ALERT, CORRECTED);

        // Then
        assertThat(receipt(KEN_DIS).path("code").asText()).isEqualTo("RECALLED");
    }

    /** {@code Following.consent}. */
    @Test
    void aQuestionForConsentGoesToWhomTheContentCameFromAndNobodyElse() {
        // Given
        handOver(UGA_UPF);

        // When
        send(
                UGA_UPF,
                "a-1",
                "consent",
                "KEN.DIS KEN.KRA KEN.BMS",
                ALERT,
                ",\"act\":\"ask\",\"recipients\":[\"KEN.KRA\"]");

        // Then
        assertThat(in("agency.KEN.DIS.inbox")).hasSize(1);
        assertThat(in("agency.KEN.BMS.inbox")).as("the central contact").hasSize(1);
        assertThat(in("agency.KEN.KRA.inbox")).isEmpty();
    }

    @Test
    void whatFollowsAnUrgentMessageHasARightToTheUrgentLane() {
        // Given
        var urgent = new Outbox(KEN_DIS, Channel.LIVE, Lane.URGENT);
        exchange(
                urgent,
                SmallWorld.stolenPassport(KEN_DIS, "m-9", "UGA", "\"msgType\":\"Alert\",")
                        .replace("Expected", "Immediate"));
        left.clear();

        // When
        exchange(urgent, SmallWorld.referring(KEN_DIS, "w-1", "recall", "UGA", "KEN.DIS/m-9", ",\"reason\":\"error\""));
        exchange(urgent, SmallWorld.referring(KEN_DIS, "w-2", "recall", "UGA", ALERT, ",\"reason\":\"error\""));

        // Then
        assertThat(in(POLICE + ".urgent")).hasSize(1);
        assertThat(in("agency.KEN.DIS.outbox")).as("no right to it").hasSize(1);
    }
}
