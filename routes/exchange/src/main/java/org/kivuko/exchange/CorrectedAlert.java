package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.model.Correction;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** An alert as it is in force once it was corrected. Pure functions. */
final class CorrectedAlert {
    /** What a correction says of itself holds for what it says. */
    private static final List<String> OF_THE_CORRECTION = List.of("purpose", "post");

    private CorrectedAlert() {}

    /**
     * The alert with the data of its correction: under its own key, under the higher handling code of the two, until the
     * earlier end of the two.
     *
     * @return empty where the two give no message, or the correction is none of an alert
     */
    static Optional<Message> of(Message alert, Message correction) {
        if (!(correction.payload() instanceof Correction)) {
            return Optional.empty();
        }
        ObjectNode event = alert.json().objectNode();
        event.setAll(alert.json());
        for (String attribute : OF_THE_CORRECTION) {
            event.remove(attribute);
            Optional.ofNullable(correction.json().get(attribute)).ifPresent(value -> event.set(attribute, value));
        }
        event.put(
                "handling",
                LeastHandling.highest(
                                alert.envelope().handling(),
                                correction.envelope().handling())
                        .code());
        Stream.of(alert, correction)
                .filter(each -> each.envelope().expires().isPresent())
                .min(Comparator.comparing(
                        each -> each.envelope().expires().orElseThrow(), OffsetDateTime.timeLineOrder()))
                .ifPresent(first -> event.set("expires", first.json().get("expires")));
        event.set("data", correction.data().get(Correction.REPLACEMENT));
        int bytes = Math.max(alert.sizeBytes(), correction.sizeBytes());
        return MessageJson.read(event, bytes) instanceof Reading.Accepted<Message> read
                ? Optional.of(read.value())
                : Optional.empty();
    }
}
