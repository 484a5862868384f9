package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/** Any bytes at the door for CAP: an answer, never an exception, and what is taken is written as a document that is read. */
@Tag("fuzz")
class CapFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void everythingIsReadOrRefused(byte[] bytes) throws Exception {
        // When
        Reading<Message> reading = CapReader.message(bytes, Caps.SENDER, Caps.query());

        // Then
        if (reading instanceof Reading.Refused<Message> refused) {
            assertThat(refused.faults()).isNotEmpty();
            return;
        }
        byte[] written =
                CapWriter.write(((Reading.Accepted<Message>) reading).value().json());
        assertThat(Caps.elements(written)).isNotEmpty();
    }
}
