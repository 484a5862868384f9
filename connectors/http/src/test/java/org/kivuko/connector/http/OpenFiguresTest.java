package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenFiguresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kivuko_ledger{what=\"held\"} 1.0",
                "kivuko_ledger{what=\"released\"} 1.0",
                "kivuko_ledger{what=\"reduced\"} 1.0",
                "kivuko_ledger{what=\"refused\"} 1.0",
                "kivuko_ledger{what=\"queued\"} 1.0",
                "kivuko_ledger{what=\"fetched\"} 1.0",
                "kivuko_ledger{what=\"late\"} 1.0",
                "kivuko_ledger{what=\"batches\"} 1.0",
                "kivuko_ledger{what=\"of a day to come\"} 1.0",
                "kivuko_queue_messages{queue=\"hub.held\"} 1.0",
                "kivuko_queue_messages{queue=\"hub.expired\"} 1.0",
                "kivuko_queue_messages{queue=\"agency.UGA.UPF.inbox\"} 1.0",
                "kivuko_queue_messages{queue=\"exercise.agency.UGA.UPF.inbox.urgent\"} 1.0",
                "kivuko_push_taken{agency=\"UGA.UPF\"} 7.0",
                "kivuko_push_failed{agency=\"UGA.UPF\"} 1.0",
                "kivuko_http_requests_seconds_count{method=\"GET\",route=\"/v1/inbox\",status=\"200\"} 1",
                "kivuko_http_requests_seconds_max{method=\"POST\",route=\"/v1/inbox/{delivery}/ack\",status=\"204\"} 1",
                "kivuko_http_requests_seconds_count{method=\"GET\",route=\"/v1/ops/held\",status=\"200\"} 1",
                "kivuko_http_requests_seconds_count{method=\"GET\",route=\"/v1/threads/{agency}/{id}\",status=\"200\"} 1"
            })
    void whatCouldTellWhatIsHeldNeedsTheOperatorsKey(String line) {
        assertThat(OpenFigures.of(line + "\n")).isBlank();
    }

    @Test
    void whatComesInIsOpen() {
        // Given
        String open =
                """
                # HELP kivuko_up 1 where the component is up
                kivuko_up{component="ledger"} 1.0
                kivuko_ledger{what="accepted"} 7.0
                kivuko_queue_messages{queue="agency.KEN.DIS.outbox"} 3.0
                kivuko_queue_consumers{queue="exercise.agency.KEN.DIS.outbox.urgent"} 1.0
                kivuko_http_requests_seconds_count{method="POST",route="/v1/messages",status="202"} 1
                jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.0
                """;

        // When, Then
        assertThat(OpenFigures.of(open)).isEqualTo(open);
    }
}
