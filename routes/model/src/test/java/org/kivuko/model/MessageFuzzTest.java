package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Any bytes at the door for JSON: an answer, never an exception, and what is taken is read alike ever after. */
@Tag("fuzz")
class MessageFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void everythingIsReadOrRefused(byte[] bytes) {
        // When
        Reading<Message> reading = MessageJson.read(bytes);

        // Then
        if (reading instanceof Reading.Refused<Message> refused) {
            assertThat(refused.faults()).isNotEmpty();
            return;
        }
        Message message = ((Reading.Accepted<Message>) reading).value();
        byte[] written = MessageJson.write(message.json());
        Reading<Message> again = MessageJson.read(written);
        assertThat(again).isInstanceOf(Reading.Accepted.class);
        assertThat(MessageJson.canonical(((Reading.Accepted<Message>) again).value()))
                .isEqualTo(MessageJson.canonical(message));
    }
}
