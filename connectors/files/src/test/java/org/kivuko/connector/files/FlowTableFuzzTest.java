package org.kivuko.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Tag;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** Any table: every row accounted for and every report a message that is taken, or a refusal of one of two kinds. */
@Tag("fuzz")
class FlowTableFuzzTest {
    private static final String HEADER = "Port,Date,Measure,Value\n";
    private static final FlowMap MAP = FlowMap.read(FlowTableTest.MAP);

    @FuzzTest(maxDuration = "5m")
    void everyRowIsAccountedFor(FuzzedDataProvider fuzz) {
        // Given
        boolean withHeader = fuzz.consumeBoolean();
        String rows = fuzz.consumeRemainingAsString();

        // When
        FlowTable.Outcome outcome;
        try {
            outcome = new FlowTable(MAP, AgencyId.of("KEN.DIS"))
                    .read(new StringReader((withHeader ? HEADER : "") + rows));
        } catch (BadFlowMap | IOException refused) {
            return;
        }

        // Then
        long leftOut =
                outcome.leftOut().values().stream().mapToLong(Long::longValue).sum();
        assertThat(outcome.mappedRows() + leftOut).isEqualTo(outcome.rows());
        outcome.reports().forEach(report -> {
            byte[] written = MessageJson.write(report);
            Reading<Message> reading = MessageJson.read(written);
            assertThat(reading).isInstanceOf(Reading.Accepted.class);
        });
    }
}
