package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The records that messages become once they are read. */
class MessageRecordsTest {
    @Test
    void an_alert_becomes_a_record() {
        // When
        Message message = Examples.message("alert-document-stolen");

        // Then
        Envelope envelope = message.envelope();
        assertThat(envelope.key()).hasToString("KEN.DIS/01980a2e-7b61-7c1e-9d3c-5f0a6c1b2d3e");
        assertThat(envelope.to()).containsExactly(new Address.OfState("UGA"));
        assertThat(envelope.handling()).isEqualTo(Handling.H1);
        assertThat(envelope.post()).contains("KEN-BUSIA");
        assertThat(envelope.expires()).contains(OffsetDateTime.parse("2026-12-23T09:15:00+03:00"));
        Alert alert = message.alert().orElseThrow();
        assertThat(alert.alertType()).isEqualTo(AlertType.DOC_STOLEN);
        assertThat(alert.responseType()).isEqualTo(Set.of(ResponseType.ASSESS, ResponseType.MONITOR));
        assertThat(alert.texts()).extracting(Alert.Text::language).containsExactly("en", "sw");
        assertThat(alert.subject().orElseThrow().document().orElseThrow().number())
                .contains("AK0123456");
        assertThat(alert.cap()).isFalse();
        assertThat(message.hasPerson()).isTrue();
    }

    @Test
    void a_flow_report_becomes_a_record() {
        // When
        FlowReport report = (FlowReport) Examples.message("flow-report-month").payload();

        // Then
        assertThat(report.replaces()).hasValue(1);
        assertThat(report.dimensions()).containsExactly("nationality", "sex");
        assertThat(report.cells()).hasSize(8);
        assertThat(report.cells().get(6).count()).isEmpty();
        assertThat(report.vehicles()).contains(new FlowReport.VehicleCount("TRUCK", 288));
    }

    @Test
    void a_crossing_record_becomes_a_record() {
        // When
        Message message = Examples.message("crossing-record-entry");

        // Then
        CrossingRecord record = (CrossingRecord) message.payload();
        assertThat(record.docNumber()).isEqualTo("B01234567");
        assertThat(record.outcome()).isEqualTo(CrossingOutcome.DEPARTED);
        assertThat(message.hasPerson()).isTrue();
    }

    @Test
    void a_request_becomes_a_record() {
        // When
        Message message = Examples.message("request-identity");

        // Then
        Request request = (Request) message.payload();
        assertThat(request.question()).isEqualTo(Request.Question.IDENTITY);
        assertThat(request.within()).isEqualTo(Duration.ofHours(8));
        assertThat(request.references()).hasSize(1);
        assertThat(message.subject().orElseThrow().document().orElseThrow().number())
                .contains("AK0123456");
        assertThat(message.hasPerson()).isTrue();
        assertThat(Examples.message("request-vehicle").hasPerson()).isFalse();
    }

    @Test
    void a_reply_becomes_a_record() {
        // When
        Reply reply = (Reply) Examples.message("reply-found").payload();

        // Then
        assertThat(reply.result()).isEqualTo(Reply.Result.FOUND);
        assertThat(reply.place().orElseThrow().post()).contains("UGA-BUSIA");
        assertThat(reply.action()).contains(Reply.Action.DOCUMENT_RETAINED);
        assertThat(reply.contact()).isPresent();
    }

    @Test
    void a_correction_holds_the_message_as_it_should_have_been() {
        // When
        Message message = Examples.message("correction-alert");

        // Then
        Message content = message.content();
        assertThat(content.key()).isEqualTo(message.key());
        assertThat(content.envelope().type()).isEqualTo(MessageType.ALERT);
        assertThat(content.alert()).isPresent();
        assertThat(content.data()).isEqualTo(message.data().get("replacement"));
        assertThat(content.json().get("type").textValue()).isEqualTo(MessageType.ALERT.code());
        assertThat(message.hasPerson()).isTrue();
        assertThat(message.json().get("type").textValue()).isEqualTo(MessageType.CORRECTION.code());
        assertThat(Examples.message("alert-referral").content().key())
                .isEqualTo(Examples.message("alert-referral").key());
    }

    @Test
    void a_consent_becomes_a_record() {
        // When
        Consent ask = (Consent) Examples.message("consent-ask").payload();

        // Then
        assertThat(ask.act()).isEqualTo(Consent.Act.ASK);
        assertThat(ask.recipients())
                .containsExactly(new Address.OfState("ETH"), new Address.OfAgency(AgencyId.of("SSD.DNPI")));
        assertThat(ask.within()).contains(Duration.ofDays(5));
        assertThat(((Consent) Examples.message("consent-withdraw").payload()).recipients())
                .isEmpty();
    }
}
