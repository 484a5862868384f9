package org.kivuko.acceptance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kivuko.acceptance.ScopeTable.Line;

/** How each call of the table is made about a thing of a letter, and by what that thing is known in an answer. */
record ScopedCalls(ScopedWorld world) {
    /** A letter of which there is nothing. */
    static final String NOTHING = "x";

    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("/v1/ops/messages", "?max=200"),
            Map.entry("/v1/ops/quarantine", "?max=100"),
            Map.entry("/v1/ops/failures/{queue}", "?max=200"),
            Map.entry("/v1/ops/held", "?max=100"),
            Map.entry("/v1/ops/recalls", "?max=100"),
            Map.entry("/v1/ops/corrections", "?max=100"),
            Map.entry("/v1/ops/alerts", "?max=200&state=all"),
            Map.entry("/v1/ops/audit", "?max=200"));

    private static final Map<String, String> BY_AGENCY = Map.of("d", "KEN\\.DIS", "k", "KEN\\.BMS", "f", "UGA\\.DCIC");
    private static final Map<String, String> BY_QUEUE =
            Map.of("d", "agency\\.KEN\\.DIS\\.", "k", "agency\\.KEN\\.(?!DIS)", "f", "agency\\.(?!KEN)", "h", "hub\\.");
    private static final Map<String, String> BY_FIELD =
            Map.of("d", "\"agency\":\"KEN.DIS\"", "k", "\"agency\":\"KEN.BMS\"", "f", "\"agency\":\"(UGA|SSD)");
    private static final Map<String, String> BY_AGREEMENT =
            Map.of("k", "\"KEN\\.national\"", "f", "\"UGA\\.national\"");

    /** By which a thing is known in the answer of a list; where nothing is said, by its name. */
    private static final Map<String, Map<String, String>> MARKS = Map.ofEntries(
            Map.entry("/v1/ops/facets", Map.of("d", "KEN\\.DIS", "k", "KEN\\.BMS", "f", "UGA-SSD")),
            Map.entry(
                    "/v1/ops/held",
                    Map.of("d", "\"agency\":\"KEN.DIS\"", "k", "\"agency\":\"KEN.BPU\"", "f", "UGA\\.DCIC|SSD\\.DNPI")),
            Map.entry("/v1/ops/quarantine", BY_AGENCY),
            Map.entry("/v1/ops/failures", BY_AGENCY),
            Map.entry("/v1/ops/failures/{queue}", BY_AGENCY),
            Map.entry("/v1/ops/queues", BY_QUEUE),
            Map.entry("/v1/ops/alerts", BY_QUEUE),
            Map.entry("/v1/ops/thresholds", BY_QUEUE),
            Map.entry("/observe/metrics", BY_QUEUE),
            Map.entry("/v1/ops/posts", Map.of("k", "KEN-BUSIA", "f", "UGA-ELEGU")),
            Map.entry("/v1/ops/topology", BY_FIELD),
            Map.entry("/v1/agreements", BY_AGREEMENT),
            Map.entry(
                    "/v1/agreements/matrix",
                    Map.of("k", "\"from\":\"KEN\",\"to\":\"KEN\"", "f", "\"from\":\"UGA\",\"to\":\"UGA\"")),
            Map.entry("/v1/ops/agreements", Map.of("k", "KEN-UGA\\.osbp", "f", "UGA-SSD\\.nimule|mark-f")),
            Map.entry("/v1/emergencies", Map.of("k", "KEN\\.PHS")),
            Map.entry("/v1/ops/emergencies", Map.of("k", "KEN\\.PHS")),
            Map.entry("/v1/ops/people", Map.of("d", "\"person-dis\"", "k", "\"person-ken\"", "f", "\"person-uga\"")));

    String list(Line line) {
        return line.path().replace("{queue}", "hub.quarantine") + QUERIES.getOrDefault(line.path(), "");
    }

    /** What is known by letter in the answer to a list. */
    static Map<String, Pattern> marks(Line line) {
        var marks = new HashMap<String, Pattern>();
        for (String letter : List.of("d", "k", "f", "h")) {
            Map<String, String> own = MARKS.get(line.path());
            String mark = own == null ? "mark-" + letter + "-" : own.getOrDefault(letter, "mark-" + letter + "-");
            marks.put(letter, Pattern.compile(mark));
        }
        return marks;
    }

    /** The path of a call about the thing of a letter. */
    String path(Line line, String letter) {
        String agency = ScopedWorld.AGENCIES.getOrDefault(letter, "XXX.NONE");
        String state = letter.equals("k") ? "KEN" : letter.equals("f") ? "UGA" : "XXX";
        String path = line.path();
        if (path.startsWith("/v1/ops/queues")) {
            return path.replace("{queue}", queue(path, letter));
        }
        if (path.startsWith("/v1/ops/failures")) {
            return path.replace("{queue}", "hub.quarantine")
                    .replace("{copy}", world.copy(letter, path.endsWith("edit") ? 1 : 0));
        }
        if (path.startsWith("/v1/agreements") || path.startsWith("/v1/acts")) {
            return path.replace("{id}", state + ".national");
        }
        if (path.startsWith("/v1/ops/agreements")) {
            return path.replace(
                    "{id}", Map.of("k", "KEN-UGA.osbp", "f", "UGA-SSD.nimule").getOrDefault(letter, "XXX.none"));
        }
        if (path.startsWith("/v1/ops/exercises/")) {
            return path.replace("{exercise}", ScopedWorld.exercise(letter, path));
        }
        int place = path.endsWith("refuse") ? 1 : 0;
        return path.replace("{agency}", agency)
                .replace("{id}", "mark-" + letter + "-1")
                .replace("{ruling}", world.held(letter, place))
                .replace("{redrive}", world.id("redrive " + letter))
                .replace("{edit}", world.id("edit " + (4 + place) + " " + letter))
                .replace("{alert}", world.id("alert " + letter))
                .replace("{view}", world.id("view " + letter))
                .replace("{emergency}", world.id("emergency k"))
                .replace(
                        "{login}",
                        "person-" + Map.of("d", "dis", "k", "ken", "f", "uga").getOrDefault(letter, "none"));
    }

    private static String queue(String path, String letter) {
        if (letter.equals("h")) {
            return path.endsWith("purge") ? "hub.expired" : "hub.quarantine";
        }
        String box = path.endsWith("purge") ? ".receipts" : ".outbox";
        return "agency." + ScopedWorld.AGENCIES.getOrDefault(letter, "XXX.NONE") + box;
    }

    /** What is posted with a call about the thing of a letter, by somebody, for a reason. */
    String body(Line line, String letter, SignedIn who, String reason) {
        String call = line.path();
        if (call.endsWith("/content")) {
            return "{\"purpose\":\"a purpose\",\"reason\":\"" + reason + "\"}";
        }
        return switch (call) {
            case "/v1/decisions" -> message(letter);
            case "/v1/ops/explain" -> "{\"message\":" + message(letter) + "}";
            case "/v1/ops/redrives/preview" -> preview(world.copy(letter, 2));
            case "/v1/ops/held/{ruling}/release", "/v1/ops/held/{ruling}/refuse" -> "{\"reason\":\"" + reason + "\"}";
            case "/v1/ops/redrives" -> redrive(letter, who, reason);
            case "/v1/ops/queues/{queue}/purge" ->
                ScopedWorld.acting(reason, "\"queue\":\"" + queue(call, letter) + "\",");
            case "/v1/ops/failures/{queue}/{copy}/edit" -> ScopedWorld.acting(reason, "\"body\":\"{}\",");
            case "/v1/ops/alerts/{alert}/assign" -> ScopedWorld.acting(reason, "\"to\":\"dis\",");
            case "/v1/ops/alerts/{alert}/note", "/v1/ops/shift/notes" ->
                ScopedWorld.acting(reason, "\"text\":\"a text\",");
            case "/v1/ops/maintenance" -> window(letter, reason);
            case "/v1/ops/exercises" -> ScopedWorld.opening("new-" + letter, letter, reason);
            case "/v1/ops/exercises/{exercise}/script" -> ScopedWorld.script(letter, reason);
            case "/v1/ops/exercises/{exercise}/close", "/v1/ops/exercises/{exercise}/reset" ->
                "{\"reason\":\"" + reason + "\"}";
            case "/v1/ops/thresholds" -> threshold(letter, reason);
            case "/v1/ops/agreements/{id}/suspend", "/v1/ops/agreements/{id}/resume" ->
                ScopedWorld.acting(
                        reason, letter.equals("f") ? ScopedWorld.way("UGA", "SSD") : ScopedWorld.way("UGA", "KEN"));
            case "/v1/emergencies" ->
                "{\"rule\":\"IGAD.health/HE-5\",\"lasts\":\"PT1H\",\"reason\":\"" + reason + "\"}";
            case "/v1/ops/people" -> person(letter, reason);
            case "/v1/ops/people/{login}" -> "{\"name\":\"Another desk\",\"reason\":\"" + reason + "\"}";
            case "/v1/ops/views" -> ScopedWorld.view(reason);
            case "/v1/acts" -> "no act";
            default -> ScopedWorld.acting(reason, "");
        };
    }

    private String message(String letter) {
        var event = world.example(ScopedWorld.AGENCIES.containsKey(letter) ? letter : "d");
        event.put("source", "/agencies/" + ScopedWorld.AGENCIES.getOrDefault(letter, "XXX.NONE"));
        return event.toString();
    }

    private static String preview(String copy) {
        return "{\"queue\":\"hub.quarantine\",\"select\":{\"copies\":[\"" + copy + "\"]}}";
    }

    /** With a set of one's own; with one that somebody else has frozen where one's own would be empty. */
    private String redrive(String letter, SignedIn who, String reason) {
        String preview = preview(world.copy(letter, 2));
        var own = who.done("/v1/ops/redrives/preview", preview);
        String set = own.path("count").asInt() > 0 || letter.equals(NOTHING)
                ? own.path("set").asText()
                : world.all
                        .done("/v1/ops/redrives/preview", preview)
                        .path("set")
                        .asText();
        return ScopedWorld.acting(
                reason,
                "\"set\":\"%s\",\"count\":1,\"ratePerSecond\":5,"
                        .formatted(letter.equals(NOTHING) ? UUID.randomUUID() : set));
    }

    private static String window(String letter, String reason) {
        String whose = letter.equals("h")
                ? "\"all\":true"
                : "\"agency\":\"" + ScopedWorld.AGENCIES.getOrDefault(letter, "XXX.NONE") + "\"";
        return ScopedWorld.window(whose, "a text").replace("\"reason\":\"a test\"", "\"reason\":\"" + reason + "\"");
    }

    private static String threshold(String letter, String reason) {
        String target =
                letter.equals("h") ? "*" : "agency." + ScopedWorld.AGENCIES.getOrDefault(letter, "XXX.NONE") + ".inbox";
        return ScopedWorld.acting(reason, "\"kind\":\"DEPTH\",\"target\":\"" + target + "\",\"attention\":7,");
    }

    private static String person(String letter, String reason) {
        String scope = letter.equals("k")
                ? "{\"states\":[\"KEN\"]}"
                : "{\"agencies\":[\"" + ScopedWorld.AGENCIES.getOrDefault(letter, "XXX.NONE") + "\"]}";
        return "{\"login\":\"new-%s\",\"name\":\"Desk\",\"roles\":[\"viewer\"],\"scope\":%s,\"reason\":\"%s\"}"
                .formatted(letter, scope, reason);
    }
}
