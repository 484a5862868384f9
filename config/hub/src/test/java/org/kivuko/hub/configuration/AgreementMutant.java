package org.kivuko.hub.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mistakes that somebody could make while writing an agreement: each changes one place of a file. */
enum AgreementMutant {
    PROHIBIT_INVERTED((file, random) -> inRule(
            file,
            random,
            "kind: prohibit",
            rule -> withFields(drop(rule, "when").replace("kind: prohibit", "kind: permit"), file))),
    PROHIBIT_DROPPED((file, random) -> inRule(file, random, "kind: prohibit", rule -> "")),
    PERMIT_DROPPED((file, random) -> inRule(file, random, "kind: permit", rule -> "")),
    PAIR_SWAPPED((file, random) -> inRule(file, random, "from: [A-Z]{3}", AgreementMutant::swapped)),
    PAIR_WIDENED((file, random) ->
            inRule(file, random, "from: [A-Z]{3}", rule -> rule.replaceFirst("from: [A-Z]{3}", "from: \"*\"")
                    .replaceFirst("\\bto: [A-Z]{3}", "to: \"*\""))),
    FIELD_TOO_MANY((file, random) -> inRule(
            file,
            random,
            "keep: \\[",
            rule -> rule.replaceFirst("keep: \\[", "keep: [" + tooMany(rule, random) + ", "))),
    EVERYTHING_KEPT((file, random) -> inRule(
            file, random, "keep: \\[", rule -> rule.replaceFirst("keep: \\[[^]]*(\\[\\][^]]*)*\\]", "keep: [\"*\"]"))),
    FIELD_DROPPED((file, random) ->
            inRule(file, random, "keep: \\[[^]]*,", rule -> rule.replaceFirst("(keep: \\[[^,]*),[^],]*", "$1"))),
    TRANSFORM_DROPPED((file, random) -> inRule(file, random, "transform:", rule -> drop(rule, "transform"))),
    DATE_MOVED((file, random) -> once(
            file,
            "(from|until): 20(\\d\\d)-",
            random,
            match -> match.group(1) + ": 20" + (Integer.parseInt(match.group(2)) + 1) + "-")),
    STATE_CHANGED((file, random) -> once(
            file,
            "(?m)^state: (.*)$",
            random,
            match -> "state: " + (match.group(1).matches("in-force|provisional") ? "suspended" : "in-force"))),
    SENDER_WIDENED((file, random) -> inRule(file, random, "senders: \\[", rule -> drop(rule, "senders"))),
    RECIPIENT_WIDENED((file, random) -> inRule(file, random, "recipients: \\[", rule -> drop(rule, "recipients"))),
    RECIPIENT_ADDED((file, random) -> inRule(
            file,
            random,
            "recipients: \\[",
            rule -> rule.replaceFirst(
                    "recipients: \\[",
                    "recipients: [\":" + one(random, "standards", "border-security", "customs", "health") + "\", "))),
    STATUSES_WIDENED((file, random) -> inRule(
            file, random, "kind: permit", rule -> put(drop(rule, "statuses"), "statuses: [actual, exercise, test]"))),
    PURPOSES_WIDENED((file, random) -> inRule(file, random, "purposes: \\[", rule -> drop(rule, "purposes"))),
    PURPOSE_SWAPPED((file, random) -> inRule(
            file,
            random,
            "purposes: \\[[a-z]",
            rule -> rule.replaceFirst(
                    "purposes: \\[[a-z-]+", "purposes: [" + one(random, "training", "evidence", "crime")))),
    POSTS_WIDENED((file, random) -> inRule(file, random, "posts: \\[", rule -> drop(rule, "posts"))),
    TRAVELLERS_WIDENED((file, random) -> inRule(file, random, "travellers: \\[", rule -> drop(rule, "travellers"))),
    TYPES_WIDENED((file, random) ->
            inRule(file, random, "kind: permit[\\s\\S]*alertTypes: \\[", rule -> drop(rule, "alertTypes"))),
    TYPE_ADDED((file, random) -> inRule(
            file,
            random,
            "kind: permit[\\s\\S]*alertTypes: \\[",
            rule -> rule.replaceFirst(
                    "alertTypes: \\[",
                    "alertTypes: [" + one(random, "PER-ARREST", "PROT-REFERRAL", "THREAT-IMMINENT") + ", "))),
    SEVERITY_DROPPED((file, random) -> inRule(file, random, "minSeverity:", rule -> drop(rule, "minSeverity"))),
    HANDLING_RAISED((file, random) ->
            once(file, "max: H([01])", random, match -> "max: H" + (Integer.parseInt(match.group(1)) + 1))),
    HANDLING_DROPPED((file, random) -> inRule(file, random, "handling: \\{", rule -> drop(rule, "handling"))),
    ANNEX_ACCEPTED((file, random) -> once(
            file,
            "(?m)^(annexes: \\{.*: \\[)([A-Z]{3})(\\].*)$",
            random,
            match -> match.group(1) + match.group(2) + other(file, match.group(2)) + match.group(3))),
    ANNEX_WITHDRAWN(
            (file, random) -> once(file, "(annexes: \\{[a-z]+: \\[)[A-Z]{3}, ", random, match -> match.group(1))),
    REQUIRE_DROPPED((file, random) -> inRule(file, random, "require:", rule -> drop(rule, "require"))),
    RETENTION_LENGTHENED(
            (file, random) -> once(file, "retention: P(\\d+)", random, match -> "retention: P" + match.group(1) + "0")),
    ONWARD_WIDENED((file, random) -> once(file, "onward: consent", random, match -> "onward: listed, onwardTo: [KEN]")),
    REVIEW_DROPPED((file, random) -> once(file, "review: true", random, match -> "review: false")),
    PARTICIPANTS_DROPPED((file, random) -> inRule(file, random, "participants: ", rule -> drop(rule, "participants"))),
    EMERGENCY_DROPPED((file, random) -> inRule(file, random, "emergency: ", rule -> drop(rule, "emergency")));

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state
    private final BiFunction<String, Random, Optional<String>> mistake;

    AgreementMutant(BiFunction<String, Random, Optional<String>> mistake) {
        this.mistake = mistake;
    }

    /** The file with the mistake; empty where the file has no place for it. */
    Optional<String> in(String file, Random random) {
        return mistake.apply(file, random).filter(changed -> !changed.equals(file));
    }

    private interface Edit {
        String of(String rule);
    }

    private interface Replacement {
        String of(java.util.regex.MatchResult match);
    }

    /** Changes one of the rules in which something stands. */
    private static Optional<String> inRule(String file, Random random, String where, Edit edit) {
        int end = file.contains("\nexamples:") ? file.indexOf("\nexamples:") : file.length();
        var places = Pattern.compile("(?m)^  - (\\{?rule:[\\s\\S]*?)(?=^\\s*$|^  - |^  #|\\z)")
                .matcher(file.substring(0, end))
                .results()
                .filter(rule -> Pattern.compile(where).matcher(rule.group()).find())
                .toList();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        var rule = places.get(random.nextInt(places.size()));
        return Optional.of(file.substring(0, rule.start()) + edit.of(rule.group()) + file.substring(rule.end()));
    }

    private static Optional<String> once(String file, String where, Random random, Replacement replacement) {
        int end = file.contains("\nexamples:") ? file.indexOf("\nexamples:") : file.length();
        var places =
                Pattern.compile(where).matcher(file.substring(0, end)).results().toList();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        var place = places.get(random.nextInt(places.size()));
        return Optional.of(file.substring(0, place.start()) + replacement.of(place) + file.substring(place.end()));
    }

    /** Takes a key with its value out of a rule, however the rule is written. */
    private static String drop(String rule, String key) {
        var value = "(\\{[^}]*\\}|\\[[^]]*\\]|[^,\\[{}\\n]+)";
        var block = Pattern.compile("\\n      ?  ?" + key + ": " + value).matcher(rule);
        return block.find() ? block.replaceFirst("") : rule.replaceFirst(",\\s*" + key + ": " + value, "");
    }

    /** Adds a key to a rule. */
    private static String put(String rule, String key) {
        return rule.contains("{rule:")
                ? rule.replaceFirst("kind: permit", "kind: permit, " + Matcher.quoteReplacement(key))
                : rule.replaceFirst("kind: permit", "kind: permit\n    " + Matcher.quoteReplacement(key));
    }

    private static String swapped(String rule) {
        var ends = Pattern.compile("from: ([A-Z]{3}),?\\s+to: ([A-Z]{3})").matcher(rule);
        if (!ends.find()) {
            return rule;
        }
        return rule.substring(0, ends.start())
                + ends.group()
                        .replace("from: " + ends.group(1), "from: " + ends.group(2))
                        .replace("to: " + ends.group(2), "to: " + ends.group(1))
                + rule.substring(ends.end());
    }

    private static String withFields(String rule, String file) {
        var annex = Pattern.compile("annexes: \\{([a-z]+):").matcher(file);
        if (!annex.find()) {
            return rule;
        }
        var keys = new ArrayList<>(List.of("annex: " + annex.group(1), "fields: {keep: [\"@core\"]}"));
        if (!rule.contains("messages:")) {
            keys.add("messages: [alert]");
        }
        return put(rule, String.join(rule.contains("{rule:") ? ", " : "\n    ", keys));
    }

    private static String tooMany(String rule, Random random) {
        if (rule.contains("[crossing-record]")) {
            return one(random, "docExpiry", "vehicleRegistration", "givenNames", "mrzCheck");
        }
        return rule.contains("[flow-report]")
                ? "note"
                : one(random, "subject.person", "case", "subject.document", "resources", "subject.vehicle.vin");
    }

    /** Another party of the agreement, or another state where there is none. */
    private static String other(String file, String state) {
        return Pattern.compile("(?m)^parties: \\[(.*)\\]")
                .matcher(file)
                .results()
                .flatMap(match -> List.of(match.group(1).split(", ", -1)).stream())
                .filter(party -> !party.equals(state))
                .findFirst()
                .map(party -> ", " + party)
                .orElse("");
    }

    private static String one(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
