package org.kivuko.model.travel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageType;

/**
 * What a document says nowhere and its sender states: the attributes of the message, and where, when and which way the
 * traveller crossed. Together with the traveller it is the event that would have been posted as JSON.
 */
public final class StatedCrossing {
    private static final List<String> ATTRIBUTES =
            List.of("id", "time", "to", "purpose", "status", "handling", "expires");
    private static final List<String> DATA =
            List.of("recordId", "post", "direction", "crossedAt", "outcome", "transport", "vehicleRegistration");

    /** The names under which it is stated; {@code mrzCheck} for machine-readable zones alone. */
    public static final Set<String> NAMES = Set.of(
            "id",
            "time",
            "to",
            "purpose",
            "status",
            "handling",
            "expires",
            "recordId",
            "post",
            "direction",
            "crossedAt",
            "outcome",
            "transport",
            "vehicleRegistration");

    private final Map<String, String> stated;

    StatedCrossing(Map<String, String> stated) {
        this.stated = Map.copyOf(stated);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(stated.get(name));
    }

    /**
     * The day of the crossing, by which years of two digits are understood: a document means the same whenever it is read.
     * Where no instant is stated the message is refused for that, whatever day is taken here.
     */
    LocalDate day() {
        try {
            return get("crossedAt")
                    .map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toLocalDate)
                    .orElse(LocalDate.EPOCH);
        } catch (DateTimeException noInstant) {
            return LocalDate.EPOCH;
        }
    }

    /** The event; what is not stated is missing in it, and its reader says so. */
    ObjectNode event(AgencyId source, ObjectNode traveller) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("source", source.source());
        event.put("type", MessageType.CROSSING_RECORD.code());
        get("crossedAt").ifPresent(crossedAt -> event.put("time", crossedAt));
        ATTRIBUTES.forEach(name -> get(name).ifPresent(value -> event.put(name, value)));
        ObjectNode data = event.putObject("data");
        get("id").ifPresent(id -> data.put("recordId", id));
        data.setAll(traveller);
        DATA.forEach(name -> get(name).ifPresent(value -> data.put(name, value)));
        return event;
    }
}
