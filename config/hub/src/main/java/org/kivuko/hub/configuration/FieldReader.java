package org.kivuko.hub.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Rule;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.MessageType;

/** Reads {@code fields} of a permit: what of a message may cross. */
final class FieldReader {
    private static final Shape FIELDS =
            Shape.needs("keep").may("transform", "require").refuses(Unenforced.KEYS);

    private final List<MessageType> messages;

    private FieldReader(List<MessageType> messages) {
        this.messages = messages;
    }

    /** @param messages the types that the rule names; empty where they could not be read */
    static Rule.Fields read(Value fields, List<MessageType> messages) {
        var reader = new FieldReader(messages);
        var keys = fields.mapping(FIELDS);
        var keep = keys.get("keep").map(place -> place.listOrNone(reader::path)).orElse(List.of());
        var transform =
                keys.get("transform").map(place -> reader.transforms(place)).orElse(Map.of());
        return new Rule.Fields(keep, transform, keys.list("require", reader::path));
    }

    private Optional<String> path(Value place) {
        return messages.isEmpty() ? Optional.empty() : place.text();
    }

    private Map<String, Transform> transforms(Value place) {
        var transforms = new LinkedHashMap<String, Transform>();
        place.entries().forEach((path, value) -> value.oneOf(Transform.class, "transform")
                .ifPresent(transform -> transforms.put(path, transform)));
        return transforms;
    }
}
