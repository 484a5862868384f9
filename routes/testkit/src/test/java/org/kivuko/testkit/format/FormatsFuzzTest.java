package org.kivuko.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** Any bytes in every form that the hub takes: an answer, never an exception, and what is taken is a message of JSON too. */
@Tag("fuzz")
class FormatsFuzzTest {
    private static final AgencyId SENDER = AgencyId.of("KEN.DIS");

    @FuzzTest(maxDuration = "5m")
    void everythingIsReadOrRefused(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        // Given: the first byte says which form, and is a mark of ASCII so that inputs can be read
        List<Format> forms = Formats.all();
        Format form = forms.get(Math.floorMod(bytes[0] - '0', forms.size()));
        byte[] body = Arrays.copyOfRange(bytes, 1, bytes.length);
        Beside beside =
                form.beside().containsAll(Crossing.stated().stated().keySet()) ? Crossing.stated() : Beside.nothing();

        // When
        Reading<Message> reading = form.read(body, SENDER, beside);

        // Then
        assertThat(Formats.sniff(body)).isNotNull();
        if (reading instanceof Reading.Refused<Message> refused) {
            assertThat(refused.faults()).isNotEmpty();
            return;
        }
        Message message = ((Reading.Accepted<Message>) reading).value();
        assertThat(MessageJson.read(MessageJson.write(message.json()))).isInstanceOf(Reading.Accepted.class);
        Formats.writing(message.envelope().type().code())
                .forEach(other -> assertThat(other.write(message.json())).isNotEmpty());
    }
}
