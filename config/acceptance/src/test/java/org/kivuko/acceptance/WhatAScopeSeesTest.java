package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.kivuko.acceptance.ScopeTable.How;
import org.kivuko.acceptance.ScopeTable.Line;

/**
 * Operators whose scope is one state, or one agency, make every call that a running hub lists about things of two states. What they see
 * and may do was written down by hand; what they do leaves its row in the audit. Seen to fail with a list of the quarantine, thresholds
 * and notes that everybody sees, a clock that everybody confirms, a release that is not written down, and a line taken out of the table.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhatAScopeSeesTest {
    private static final String AGENCY = "dis";
    private static final String STATE = "ken";
    private static final Set<String> ADMINISTRATORS = Set.of("ADMINISTER");

    private static ScopedWorld world;
    private static ScopedCalls calls;
    private static Map<String, String> rights;
    private static final Map<String, Line> TABLE = ScopeTable.lines();

    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void start() throws JMSException {
        world = new ScopedWorld();
        calls = new ScopedCalls(world);
        rights = world.calls().stream()
                .collect(Collectors.toMap(
                        call -> call.path("method").asText() + " "
                                + call.path("path").asText(),
                        call -> call.path("rights").path(0).asText()));
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    private static List<Line> lines(How how) {
        return TABLE.values().stream().filter(line -> line.how() == how).toList();
    }

    /** Who makes a call of somebody's scope: administrators have rights that nobody else has. */
    private static SignedIn who(String scope, Line line) {
        String right = rights.getOrDefault(line.call(), "SEE");
        return world.people.get(ADMINISTRATORS.contains(right) ? scope + "-admin" : scope);
    }

    private static String letters(String scope, Line line) {
        return scope.equals(AGENCY) ? line.agency() : line.state();
    }

    /** Without what is new in each answer. */
    private static String said(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.body()
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                        .replaceAll("[0-9-]{10}T[0-9:.]{8,12}Z", "TIME");
    }

    @Test
    @Order(1)
    void everyCallThatIsOfferedStandsInTheTable() {
        assertThat(rights).hasSizeGreaterThan(60);
        assertThat(TABLE.keySet()).containsAll(rights.keySet());
        assertThat(TABLE.keySet()).hasSize(rights.size() + 1);
    }

    @Test
    @Order(2)
    void aListHoldsWhatIsInScopeAndNothingElse() {
        for (Line line : lines(How.SHOWS)) {
            look(line, world.all, line.all());
            look(line, who(STATE, line), line.state());
            look(line, who(AGENCY, line), line.agency());
        }
        assertThat(faults).isEmpty();
    }

    private void look(Line line, SignedIn who, String expected) {
        HttpResponse<String> answer = who.get(calls.list(line));
        var seen = new TreeSet<String>();
        ScopedCalls.marks(line).forEach((letter, mark) -> {
            if (mark.matcher(answer.body()).find()) {
                seen.add(letter);
            }
        });
        boolean others = !who.equals(world.all) && answer.body().contains("mark-f-");
        if (answer.statusCode() != 200 || others || !seen.equals(set(expected))) {
            faults.add(
                    line.call() + " shows " + who + " " + seen + " and not " + expected + ": " + answer.statusCode());
        }
    }

    private static Set<String> set(String letters) {
        return new TreeSet<>(
                letters.chars().mapToObj(letter -> "" + (char) letter).toList());
    }

    @Test
    @Order(3)
    void aThingIsAnsweredToWhoMaySeeItAndToOthersAsIfItWereNotThere() {
        for (Line line : lines(How.OPENS)) {
            for (String scope : List.of(STATE, AGENCY)) {
                SignedIn who = who(scope, line);
                String nothing = said(who.get(calls.path(line, ScopedCalls.NOTHING)));
                for (String letter : set(line.all())) {
                    HttpResponse<String> answer = who.get(calls.path(line, letter));
                    boolean seen = letters(scope, line).contains(letter);
                    if (seen
                            ? answer.statusCode() != 200
                            : !said(answer).equals(nothing) || answer.statusCode() != 404) {
                        faults.add(line.call() + " of " + letter + " to " + who + ": " + said(answer));
                    }
                }
            }
            for (String letter : set(line.all())) {
                HttpResponse<String> answer = world.all.get(calls.path(line, letter));
                if (answer.statusCode() != 200) {
                    faults.add(line.call() + " of " + letter + " to all: " + answer.body());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @Order(4)
    void whatIsAboutTheWholeHubIsForWhoSeesEverything() {
        for (Line line : lines(How.WHOLE)) {
            for (String scope : List.of(STATE, AGENCY)) {
                SignedIn who = who(scope, line);
                HttpResponse<String> answer = line.method().equals("GET")
                        ? who.get(line.path())
                        : who.post(line.path(), ScopedWorld.acting("a test", ""));
                if (answer.statusCode() != 403) {
                    faults.add(line.call() + " to " + who + ": " + said(answer));
                }
            }
        }
        for (Line line : lines(How.NEVER)) {
            for (SignedIn who : List.of(world.all, who(STATE, line), who(AGENCY, line))) {
                HttpResponse<String> answer = who.post(calls.path(line, "k"), calls.body(line, "k", who, "a test"));
                if (answer.statusCode() != 403 && answer.statusCode() != 404) {
                    faults.add(line.call() + " to " + who + ": " + said(answer));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Whatever is refused comes first: what was not refused would make the act that is allowed another one. */
    @Test
    @Order(5)
    void nobodyActsBeyondHisScopeAndWhatIsDoneIsWrittenDown() {
        for (Line line : lines(How.ACTS)) {
            refusals(line);
            for (String letter : set(line.state())) {
                if (Character.isLowerCase(letter.charAt(0))) {
                    act(line, who(line.agency().contains(letter) ? AGENCY : STATE, line), letter);
                }
            }
            if (line.agency().contains("d") && !line.state().contains("d")) {
                act(line, who(AGENCY, line), "d");
            }
        }
        for (Line line : lines(How.SAME)) {
            if (line.method().equals("POST")) {
                act(line, line.path().endsWith("/end") ? SignedIn.again(world.hub(), AGENCY) : who(AGENCY, line), "d");
            }
        }
        for (Line line : lines(How.WHOLE)) {
            if (line.method().equals("POST")) {
                act(line, world.all, "h");
            }
        }
        assertThat(faults).isEmpty();
    }

    private void refusals(Line line) {
        for (String scope : List.of(STATE, AGENCY)) {
            SignedIn who = who(scope, line);
            String nothing = said(make(line, who, ScopedCalls.NOTHING, "a test"));
            for (String letter : set(line.all())) {
                String allowed = letters(scope, line);
                HttpResponse<String> answer = allowed.contains(letter) ? null : make(line, who, letter, "a test");
                boolean seen = allowed.contains(letter.toUpperCase(Locale.ROOT));
                if (answer != null
                        && (seen ? answer.statusCode() != 403 : !said(answer).equals(nothing) || isDone(answer))) {
                    faults.add(
                            line.call() + " on " + letter + " by " + who + ": " + said(answer) + " and not " + nothing);
                }
            }
        }
    }

    /** A set of nothing is answered, and is none. */
    private static boolean isDone(HttpResponse<String> answer) {
        return answer.statusCode() < 400 && !answer.body().contains("\"count\":0");
    }

    private static HttpResponse<String> make(Line line, SignedIn who, String letter, String reason) {
        return who.post(
                calls.path(line, letter),
                calls.body(line, letter, who, reason),
                line.path().equals("/v1/acts") ? "application/jose" : "application/json");
    }

    private void act(Line line, SignedIn who, String letter) {
        String reason = "because " + line.call().hashCode() + letter;
        Instant before = Instant.now().minusSeconds(5);
        HttpResponse<String> answer = make(line, who, letter, reason);
        boolean impossible = line.row().equals("x");
        if (impossible == isDone(answer)) {
            faults.add(line.call() + " on " + letter + " by " + who + ": " + said(answer));
        }
        JsonNode row = newest(line, who);
        List<String> missing = new ArrayList<>();
        if (line.row().equals("-")) {
            return;
        }
        if (!row.path("outcome").asText().equals(impossible ? "refused" : "done")) {
            missing.add("end");
        }
        if (!row.path("address").asText().equals("127.0.0.1")
                || Instant.parse(row.path("at").asText("2000-01-01T00:00:00Z")).isBefore(before.minusSeconds(600))) {
            missing.add("where and when");
        }
        Map.of("r", "reason", "p", "purpose", "b", "before", "a", "after").forEach((sign, member) -> {
            if (line.row().contains(sign) && !row.has(member)) {
                missing.add(member);
            }
        });
        if (line.row().contains("r") && !row.path("reason").asText().equals(reason)) {
            missing.add("this reason");
        }
        if (!missing.isEmpty()) {
            faults.add(line.call() + " by " + who + " misses " + missing + " in its row: " + row);
        }
    }

    private static JsonNode newest(Line line, SignedIn who) {
        String action = line.call().replace(" ", "%20").replace("{", "%7B").replace("}", "%7D");
        return world.json("/v1/ops/audit?max=1&login=" + who.login() + "&action=" + action)
                .path("audit")
                .path(0);
    }
}
