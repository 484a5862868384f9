package org.kivuko.hub.configuration;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.agreement.FieldPaths;
import org.kivuko.agreement.Rule;
import org.kivuko.analysis.Guarantee;
import org.kivuko.analysis.Never;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/** Reads a file of guarantees: what must never cross, in the words of agreements. */
final class GuaranteeReader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Shape FILE = Shape.needs("guarantees");
    private static final Shape GUARANTEE = Shape.needs("guarantee", "says", "never");
    private static final Shape NEVER = Shape.needs()
            .may(
                    "where",
                    "from",
                    "to",
                    "senders",
                    "exceptSenders",
                    "recipients",
                    "exceptRecipients",
                    "messages",
                    "alertTypes",
                    "exceptAlertTypes",
                    "purposes",
                    "exceptPurposes",
                    "statuses",
                    "posts",
                    "exceptPosts",
                    "severityBelow",
                    "people",
                    "nationals",
                    "fields",
                    "unlessChanged",
                    "handlingBelow",
                    "handlingAbove");
    private static final List<List<String>> NOT_BOTH = List.of(
            List.of("posts", "exceptPosts"),
            List.of("purposes", "exceptPurposes"),
            List.of("handlingBelow", "handlingAbove"));

    private final Known known;
    private final Set<String> ids = new HashSet<>();

    GuaranteeReader(Known known) {
        this.known = known;
        Guarantee.lasting().forEach(it -> ids.add(it.id()));
    }

    /** The guarantees as far as they could be read; they hold only where the report is clean. */
    List<Guarantee> read(Value file) {
        return file.mapping(FILE).list("guarantees", place -> Optional.of(guarantee(place)));
    }

    private Guarantee guarantee(Value place) {
        var keys = place.mapping(GUARANTEE);
        var never = keys.get("never").map(value -> value.mapping(NEVER)).orElse(new Keys(java.util.Map.of()));
        if (keys.has("never") && never.values().isEmpty()) {
            keys.wrong("never", "nothing is stated, so nothing could ever cross", "say what must never cross");
        }
        NOT_BOTH.forEach(pair -> {
            if (never.has(pair.get(0))) {
                never.wrong(
                        pair.get(1),
                        "'" + pair.get(0) + "' and '" + pair.get(1) + "' stand side by side",
                        "keep one of them");
            }
        });
        return new Never(
                keys.get("guarantee", this::id).orElse(""),
                keys.get("says", Value::text).orElse(""),
                way(never),
                about(never),
                crossing(never));
    }

    private Optional<String> id(Value place) {
        return place.text(ID, "a short name like no-names-abroad").filter(id -> {
            boolean fresh = ids.add(id);
            if (!fresh) {
                place.wrong("the guarantee '" + id + "' stands twice", "give each guarantee its own name");
            }
            return fresh;
        });
    }

    private Never.Way way(Keys never) {
        return new Never.Way(
                never.get("where", place -> place.oneOf(Never.Where.class, "place"))
                        .orElse(Never.Where.ANYWHERE),
                Set.copyOf(never.list("from", known::state)),
                Set.copyOf(never.list("to", known::state)),
                never.list("senders", this::party),
                never.list("exceptSenders", this::party),
                never.list("recipients", this::party),
                never.list("exceptRecipients", this::party));
    }

    private Never.About about(Keys never) {
        return new Never.About(
                Set.copyOf(never.list("messages", MatcherReader::message)),
                never.list("alertTypes", MatcherReader::alertTypes),
                never.list("exceptAlertTypes", MatcherReader::alertTypes),
                Set.copyOf(never.list("purposes", GuaranteeReader::purpose)),
                Set.copyOf(never.list("exceptPurposes", GuaranteeReader::purpose)),
                Set.copyOf(never.list("statuses", place -> place.oneOf(Status.class, "status"))),
                Set.copyOf(never.list("posts", known::crossing)),
                Set.copyOf(never.list("exceptPosts", known::crossing)),
                never.get("severityBelow", place -> place.oneOf(Severity.class, "severity")),
                Set.copyOf(never.list("people", place -> place.oneOf(Never.People.class, "kind of people"))),
                Set.copyOf(
                        never.list("nationals", place -> place.oneOf(Rule.Travellers.class, "group of travellers"))));
    }

    private static Optional<Purpose> purpose(Value place) {
        return place.oneOf(Purpose.class, "purpose");
    }

    private Optional<Rule.Party> party(Value place) {
        if (place.text().filter(text -> text.startsWith(":")).isPresent()) {
            return place.oneOf(List.of(Role.values()), role -> ":" + role.code(), "role")
                    .map(Rule.Party.WithRole::new);
        }
        return known.agency(place).map(Rule.Party.Named::new);
    }

    private static Never.Crossing crossing(Keys never) {
        var fields = never.list("fields", GuaranteeReader::path);
        var changed = never.get("unlessChanged", Value::flag);
        if (changed.isPresent() && fields.isEmpty()) {
            never.wrong("unlessChanged", "no field is named that could be changed", "name 'fields', or take it out");
        }
        return new Never.Crossing(
                fields,
                changed.orElse(false),
                never.get("handlingBelow", GuaranteeReader::handling),
                never.get("handlingAbove", GuaranteeReader::handling));
    }

    private static Optional<Handling> handling(Value place) {
        return place.oneOf(Handling.class, "handling code");
    }

    private static Optional<String> path(Value place) {
        return place.text().filter(path -> {
            boolean somewhere = Arrays.stream(MessageType.values()).anyMatch(type -> FieldPaths.check(type, path));
            if (!somewhere) {
                place.wrong("no member has this path: " + Value.quoted(path), "see config/schemas");
            }
            return somewhere;
        });
    }
}
