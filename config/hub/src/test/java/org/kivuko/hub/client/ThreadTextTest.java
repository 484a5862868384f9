package org.kivuko.hub.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThreadTextTest {
    @Test
    void aThreadReadsAsAlertAnswerAndClock() throws IOException {
        // Given
        var thread = new ObjectMapper()
                .readTree(
                        """
                        {"thread": "KEN.DIS/a", "messages": [
                          {"message": "KEN.DIS/a", "type": "kivuko.alert.v1", "msgType": "Alert", "alertType": "DOC-STOLEN",
                           "acceptedAt": "2026-11-01T08:00:00Z", "references": [],
                           "recipients": [{"agency": "UGA.DCIC", "outcome": "processed", "state": "answered"}]},
                          {"message": "KEN.DIS/q", "type": "kivuko.request.v1", "acceptedAt": "2026-11-01T09:00:00Z",
                           "references": ["KEN.DIS/a"],
                           "recipients": [{"agency": "UGA.URA", "outcome": "refused", "reason": "PROHIBITED"}],
                           "clocks": [{"agency": "UGA.DCIC", "until": "2026-11-01T17:00:00Z",
                             "answeredAt": "2026-11-01T17:00:01Z", "standing": "late"}]}]}
                        """);

        // When
        String text = ThreadText.of(thread);

        // Then
        assertThat(text.lines())
                .containsExactly(
                        "2026-11-01T08:00:00Z  KEN.DIS/a  alert Alert DOC-STOLEN",
                        "    to UGA.DCIC processed answered",
                        "2026-11-01T09:00:00Z  KEN.DIS/q  request",
                        "    refers to KEN.DIS/a",
                        "    to UGA.URA refused PROHIBITED",
                        "    UGA.DCIC is to answer by 2026-11-01T17:00:00Z, came 2026-11-01T17:00:01Z: late");
    }
}
