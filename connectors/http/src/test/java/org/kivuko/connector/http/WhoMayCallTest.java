package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Right;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SignIn;

/** Every role really makes every call that a running door lists; what has to come of it was written down by hand. */
class WhoMayCallTest {
    private static final String TABLE = "who-may-call.txt";
    private static final Map<String, String> PLACES = Map.of("agency", "KEN.DIS", "queue", "hub.dead", "login", "demo");
    private static final String ANY_ID = "1b671a64-40d5-491e-99b0-da01ff1f3341";
    private static final int REFUSED = 403;

    private final TestDoor door = new TestDoor();
    private final Map<OperatorRole, Person> people = new EnumMap<>(OperatorRole.class);
    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void open() {
        for (OperatorRole role : OperatorRole.values()) {
            var person = new Person("p-" + role.code(), "Desk", Set.of(role), Scope.ALL, false);
            door.people.add(person, java.util.Optional.empty(), TestDoor.NOW);
            people.put(role, person);
        }
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    /** A line of the table. */
    private record Line(Map<OperatorRole, Boolean> allowed, boolean audited) {
        List<OperatorRole> roles() {
            return allowed.keySet().stream().filter(allowed::get).toList();
        }
    }

    /** A call that the door lists. */
    private record Listed(String method, String path, Set<String> rights, boolean audited) {
        /** Whatever its places are called. */
        String key() {
            return WhoMayCallTest.key(method + " " + path);
        }
    }

    private static String key(String call) {
        return call.replaceAll("\\{[^}]*}", "{}");
    }

    private static Map<String, Line> table() throws IOException {
        var lines = new LinkedHashMap<String, Line>();
        try (InputStream in = WhoMayCallTest.class.getResourceAsStream(TABLE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s+"))
                    .forEach(parts -> lines.put(key(parts[0] + " " + parts[1]), line(parts)));
        }
        return lines;
    }

    private static Line line(String[] parts) {
        var allowed = new EnumMap<OperatorRole, Boolean>(OperatorRole.class);
        int column = 2;
        for (OperatorRole role : OperatorRole.values()) {
            allowed.put(role, parts[column++].equals("yes"));
        }
        return new Line(allowed, parts[column].equals("yes"));
    }

    private List<Listed> listed() {
        return StreamSupport.stream(
                        TestDoor.json(door.get("/v1/ops/calls", OPERATOR_KEY))
                                .path("calls")
                                .spliterator(),
                        false)
                .map(call -> new Listed(
                        call.path("method").asText(),
                        call.path("path").asText(),
                        texts(call.path("rights")),
                        call.path("audited").asBoolean()))
                .toList();
    }

    /** Seen to fail with a call taken out of the table. */
    @Test
    void everyCallThatIsOfferedStandsInTheTable() throws IOException {
        List<Listed> listed = listed();

        assertThat(listed).hasSizeGreaterThan(30);
        assertThat(listed).extracting(Listed::key).isSubsetOf(table().keySet());
        assertThat(listed).extracting(Listed::key).doesNotHaveDuplicates();
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** Seen to fail with a call that is listed under a right which its endpoint does not take for enough. */
    @Test
    void theRightsThatAreListedAreTheRightsOfTheTable() throws IOException {
        // Given
        Map<String, Line> table = table();

        for (Listed call : listed()) {
            // When
            List<OperatorRole> listed = Stream.of(OperatorRole.values())
                    .filter(role -> role.rights().stream().map(Right::code).anyMatch(call.rights()::contains))
                    .toList();

            // Then
            Line line = table.get(call.key());
            assertThat(listed).as(call.key()).containsExactlyElementsOf(line.roles());
            assertThat(call.audited()).as(call.key()).isEqualTo(line.audited());
        }
    }

    /** Seen to fail with a viewer who may operate, with refusals that leave no row, and with rows that are not ended. */
    @Test
    void everyRoleMayDoWhatTheTableSaysAndNothingElseAndActsAreWrittenDown() throws IOException, InterruptedException {
        // Given
        Map<String, Line> table = table();

        // When
        for (Listed call : listed()) {
            for (OperatorRole role : OperatorRole.values()) {
                look(call, role, table.get(call.key()));
            }
        }

        // Then
        assertThat(faults).isEmpty();
    }

    private void look(Listed call, OperatorRole role, Line line) throws IOException, InterruptedException {
        int before = door.audit.entries().size();
        int status = make(call, role);
        List<AuditEntry> written =
                door.audit.entries().subList(before, door.audit.entries().size());
        boolean allowed = line.allowed().get(role);
        String what = role.code() + " " + call.method() + " " + call.path() + ": " + status;
        if (allowed ? status == 401 || status == REFUSED : status != REFUSED) {
            faults.add(what + (allowed ? ", though allowed" : ", though not allowed"));
        }
        boolean noted = written.size() == 1
                && written.get(0).login().equals(people.get(role).login())
                && written.get(0).action().equals(call.method() + " " + call.path())
                && (allowed
                        ? written.get(0).outcome() != AuditOutcome.UNFINISHED
                        : written.get(0).outcome() == AuditOutcome.REFUSED);
        if (line.audited() ? !noted : !written.isEmpty()) {
            faults.add(what + ", audit " + written);
        }
    }

    /** Each time in a session of its own: one of the calls ends it. */
    private int make(Listed call, OperatorRole role) throws IOException, InterruptedException {
        SignIn.SignedIn session = new SignIn(door.people, TestDoor.PASSWORDS).begin(people.get(role), TestDoor.NOW);
        HttpRequest.Builder request = door.to(path(call))
                .header("Cookie", Sessions.COOKIE + "=" + session.token().text())
                .header(Sessions.CSRF_HEADER, session.token().csrf());
        if (call.method().equals("POST")) {
            request.header("Content-Type", call.path().equals(RuleCalls.ACTS) ? RuleCalls.JWS : "application/json")
                    .POST(BodyPublishers.ofString("{\"reason\": \"table of rights\"}"));
        } else {
            request.GET();
        }
        // What never ends is left after its first line.
        var answer = sent(request.build());
        answer.body().close();
        return answer.statusCode();
    }

    /** The door closes a connection whose body it did not read; a call that was about to use it never arrived. */
    private HttpResponse<InputStream> sent(HttpRequest request) throws IOException, InterruptedException {
        try {
            return door.client().send(request, BodyHandlers.ofInputStream());
        } catch (IOException closed) {
            return door.client().send(request, BodyHandlers.ofInputStream());
        }
    }

    private static String path(Listed call) {
        return path(call.path());
    }

    /** A path with something in each of its places. */
    static String path(String shown) {
        var path = new StringBuilder();
        for (String segment : Paths.split(shown)) {
            String name = segment.replaceAll("[{}]", "");
            path.append('/').append(segment.startsWith("{") ? PLACES.getOrDefault(name, ANY_ID) : segment);
        }
        return path.toString();
    }
}
