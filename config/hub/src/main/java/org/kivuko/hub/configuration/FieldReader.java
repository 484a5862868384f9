package org.kivuko.hub.configuration;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.FieldPaths;
import org.kivuko.agreement.Rule;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.MessageType;

/** Reads {@code fields} of a permit: what of a message may cross. */
final class FieldReader {
    private static final String KEEP = FieldPaths.Place.KEEP.key();
    private static final String TRANSFORM = FieldPaths.Place.TRANSFORM.key();
    private static final String REQUIRE = FieldPaths.Place.REQUIRE.key();
    private static final Shape FIELDS =
            Shape.needs(KEEP).may(TRANSFORM, REQUIRE).refuses(Unenforced.KEYS);

    /** Where each path stands, so that what is wrong with it is reported there. */
    private final Map<List<String>, Value> places = new HashMap<>();

    private FieldReader() {}

    /** @param messages the types that the rule names; empty where they could not be read */
    static Rule.Fields read(Value place, List<MessageType> messages) {
        var reader = new FieldReader();
        var keys = place.mapping(FIELDS);
        var keep = keys.get(KEEP).map(list -> list.listOrNone(path -> reader.path(KEEP, path)));
        var transform = keys.get(TRANSFORM).map(reader::transforms);
        var fields = new Rule.Fields(
                keep.orElse(List.of()),
                transform.orElse(Map.of()),
                keys.list(REQUIRE, path -> reader.path(REQUIRE, path)));
        var types = messages.isEmpty() ? MatcherReader.types() : messages;
        FieldPaths.problems(types, fields).forEach(problem -> reader.places
                .getOrDefault(List.of(problem.place().key(), problem.path()), place)
                .wrong(problem.message() + ": " + Value.quoted(problem.path()), problem.remedy()));
        return fields;
    }

    private Optional<String> path(String list, Value place) {
        var path = place.text();
        path.ifPresent(text -> places.put(List.of(list, text), place));
        return path;
    }

    private Map<String, Transform> transforms(Value place) {
        var transforms = new LinkedHashMap<String, Transform>();
        place.entries().forEach((path, value) -> {
            places.put(List.of(TRANSFORM, path), value);
            value.oneOf(Transform.class, "transform").ifPresent(transform -> transforms.put(path, transform));
        });
        return transforms;
    }
}
