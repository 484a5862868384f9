package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.AlertsInForce;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Doorstep;
import org.kivuko.exchange.DryRun;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.Keys;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Reception;
import org.kivuko.exchange.Resends;
import org.kivuko.exchange.Reviews;
import org.kivuko.exchange.Rulebook;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.exchange.push.Pushes;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;
import org.kivuko.model.Status;
import org.kivuko.operations.exercise.Exercises;
import org.kivuko.operations.people.Elsewhere;
import org.kivuko.operations.people.Passwords;
import org.kivuko.operations.people.People;
import org.kivuko.operations.people.Provider;
import org.kivuko.operations.people.SignIn;
import org.kivuko.testkit.InMemoryAudit;
import org.kivuko.testkit.InMemoryEmergencies;
import org.kivuko.testkit.InMemoryExercises;
import org.kivuko.testkit.InMemoryLedger;
import org.kivuko.testkit.InMemoryPeople;
import org.kivuko.testkit.InMemoryTrips;
import org.kivuko.testkit.SmallWorld;

/** An open door with doubles behind it, and a plain client before it. */
final class TestDoor implements AutoCloseable, BeforeEachCallback, AfterEachCallback {
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final AgencyId KEN = AgencyId.of("KEN.DIS");
    static final AgencyId UGA = AgencyId.of("UGA.DCIC");
    static final String KEN_KEY = "key-of-KEN.DIS";
    static final String UGA_KEY = "key-of-UGA.DCIC";
    static final String OPERATOR_KEY = "key-of-operator";
    static final String EVENT = "application/cloudevents+json";

    final ScriptedLedger ledger = new ScriptedLedger();
    final FakeShelf shelf = new FakeShelf();
    Pushes pushes = Pushes.NONE;
    /** By caller, a space and the key of a message. */
    final Map<String, ObjectNode> threads = new ConcurrentHashMap<>();

    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<Beside> queries = new CopyOnWriteArrayList<>();
    volatile List<Fault> faults = List.of();
    volatile List<Fault> warnings = List.of();
    volatile RuntimeException intakeFailure;
    volatile boolean brokerDown;
    volatile boolean ready = true;
    volatile boolean reads;
    volatile CountDownLatch sendGate = new CountDownLatch(0);
    final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    volatile Rulebook rulebook = SmallWorld::agreements;
    volatile RuleChanges.Result changed = RuleChanges.Refused.of(Code.CONFLICT, "refused by the test");
    final AtomicInteger reloads = new AtomicInteger();
    final List<String> acts = new CopyOnWriteArrayList<>();
    private final RuleChanges changes = new ScriptedChanges();
    final List<HealthSource> health = new ArrayList<>();
    Pages pages = path -> {
        throw new AssertionError("no pages");
    };
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private HttpDoor door;

    /** Registered as an extension it is open for each test. */
    @Override
    public void beforeEach(ExtensionContext test) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    /** Calls that are to end, as far as this door knows. */
    Endings endings = Endings.TABLE;

    TestDoor open() {
        return open("127.0.0.1");
    }

    TestDoor open(String host) {
        try {
            door = HttpDoor.open(host, 0, Optional.empty(), ports(), endings, Crowd.Limits.DEFAULT);
            return this;
        } catch (PortInUse | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    TestDoor open(Crowd.Limits limits) {
        try {
            door = HttpDoor.open("127.0.0.1", 0, Optional.empty(), ports(), endings, limits);
            return this;
        } catch (PortInUse | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    HttpPorts ports() {
        Keys keys = key -> switch (key) {
            case KEN_KEY -> Optional.of(new Caller.OfAgency(KEN));
            case UGA_KEY -> Optional.of(new Caller.OfAgency(UGA));
            case OPERATOR_KEY -> Optional.of(new Caller.Operator("operator"));
            default -> Optional.empty();
        };
        Doorstep doorstep = (outbox, body, warnings) -> {
            ledger.steps.add("send");
            if (brokerDown) {
                throw new BrokerUnavailable("refused by the test: canary-in-exception", null);
            }
            awaitGate();
            sent.add(outbox.queue() + (warnings.isEmpty() ? "" : " " + warnings.size() + " warnings"));
        };
        return new HttpPorts(
                new Submissions(this::receive, ledger, doorstep, quotas, standstill, InstantSource.fixed(NOW)),
                (body, contentType, caller, query) ->
                        faults.isEmpty() ? new DryRun.Decided(decision()) : new DryRun.Refused(faults),
                body -> faults.isEmpty()
                        ? new Reading.Accepted<>(decision(), List.of())
                        : new Reading.Refused<>(faults),
                ledger,
                shelf,
                pushes,
                (key, caller) -> Optional.ofNullable(threads.get(caller + " " + key)),
                keys,
                new FakeBroker(),
                () -> rulebook.agreements(),
                new Reviews(waiting, () -> rulebook.agreements(), new Vault(new byte[32]), InstantSource.fixed(NOW)),
                waiting,
                (recipient, wish) -> {
                    wishes.add(recipient + " " + wish);
                    return resent;
                },
                (agency, channel, after, max) -> {
                    wishes.add(agency + " " + channel + " " + after.orElse("-") + " " + max);
                    return inForce;
                },
                max -> recalls.stream().limit(max).toList(),
                max -> corrections.stream().limit(max).toList(),
                new Emergencies(
                        emergencies, () -> rulebook.agreements(), new Vault(new byte[32]), InstantSource.fixed(NOW)),
                changes,
                analyses,
                quotas,
                standstill,
                Optional::empty,
                InstantSource.fixed(NOW),
                health,
                () -> ready,
                pages,
                ops());
    }

    final InMemoryExercises exerciseBook = new InMemoryExercises();
    private final Exercises exercises = new Exercises(
            exerciseBook,
            exerciseBook,
            () -> SmallWorld.agreements().directory(),
            new Vault(new byte[32]),
            InstantSource.fixed(NOW));

    /** What the calls of operators ask. */
    private OpsPorts ops() {
        return new OpsPorts(
                new PeoplePorts(
                        audit,
                        signIn,
                        new Elsewhere(() -> Optional.ofNullable(provider), trips, people, signIn),
                        new People(people, PASSWORDS),
                        true,
                        () -> now),
                queues.ports(),
                search.ports(),
                watched.ports(),
                watched.shift(),
                exercises,
                redrives.ports());
    }

    /** Few rounds: how many there are is another test's matter. */
    static final Passwords PASSWORDS = new Passwords(2);

    final InMemoryPeople people = new InMemoryPeople();
    final SignIn signIn = new SignIn(people, PASSWORDS);
    final InMemoryTrips trips = new InMemoryTrips();
    /** Where people sign in elsewhere; null where they do not. */
    volatile Provider provider;

    volatile Instant now = NOW;
    final InMemoryAudit audit = new InMemoryAudit();
    final FakeSearch search = new FakeSearch();
    final FakeWatch watched = new FakeWatch();

    final FakeQueues queues = new FakeQueues();
    final FakeRedrives redrives = new FakeRedrives();
    final Standstill standstill = new Standstill();
    final Quotas quotas = new Quotas(QuotaPlan.NONE);
    final FakeAnalyses analyses = new FakeAnalyses();

    final List<String> wishes = new ArrayList<>();
    Resends.Result resent = new Resends.Result.Unknown();
    AlertsInForce.Result inForce = new AlertsInForce.Result.BadMark();

    final List<RecallRow> recalls = new ArrayList<>();
    final List<CorrectionRow> corrections = new ArrayList<>();

    final InMemoryEmergencies emergencies = new InMemoryEmergencies();

    /** What waits for officers and clocks. */
    final InMemoryLedger waiting = new InMemoryLedger(Clock.fixed(NOW, ZoneOffset.UTC));

    private final class ScriptedChanges implements RuleChanges {
        @Override
        public Result act(String jws, Caller caller) {
            acts.add(jws);
            return changed;
        }

        @Override
        public Optional<ObjectNode> acts(String agreement) {
            return Optional.of(JsonNodeFactory.instance.objectNode().put("agreement", agreement));
        }

        @Override
        public Result reload() {
            reloads.incrementAndGet();
            return changed;
        }

        @Override
        public String signatures() {
            return "demonstration keys";
        }
    }

    private final class FakeBroker implements BrokerView {
        @Override
        public List<QueueRow> queues() {
            if (brokerDown) {
                throw new BrokerUnavailable("refused by the test", null);
            }
            return List.of(new QueueRow("agency.KEN.DIS.outbox", 3, 1, 10, 7));
        }

        @Override
        public boolean available() {
            return !brokerDown;
        }
    }

    private static ObjectNode decision() {
        var document = JsonNodeFactory.instance.objectNode();
        document.putArray("decisions").addObject().put("to", "UGA.DCIC").put("outcome", "released");
        return document;
    }

    private Reception.Result receive(byte[] body, String contentType, AgencyId sender, Beside beside) {
        queries.add(beside);
        bodies.add(body);
        Reading<Message> reading = reads ? new Reader().read(body, contentType, sender, beside) : null;
        if (reading instanceof Reading.Refused<Message> refused) {
            return new Reception.Refused(refused.faults());
        }
        if (intakeFailure != null) {
            throw intakeFailure;
        }
        if (!faults.isEmpty()) {
            return new Reception.Refused(faults);
        }
        var key = new MessageKey(sender, "m-1");
        var header = new Header(
                MessageType.ALERT, Status.ACTUAL, Optional.empty(), Optional.empty(), List.of(), false, false);
        var digest = new Digest("0".repeat(64));
        var claim = new Claim(key, digest, new Outbox(sender, Channel.LIVE, Lane.BULK), header, NOW);
        // The door looks at the claim alone; what admission found out is the route's matter.
        Admission.Admitted notLookedAt = null;
        return new Reception.Welcome(notLookedAt, claim, body, warnings);
    }

    private void awaitGate() {
        try {
            assertThat(sendGate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    int port() {
        return door.port();
    }

    HttpDoor door() {
        return door;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(40));
    }

    HttpResponse<String> get(String path, String key) {
        return send(to(path).header("Authorization", "Bearer " + key).GET());
    }

    HttpResponse<String> post(String path, String key, String contentType, String body) {
        return send(to(path).header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    HttpClient client() {
        return client;
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A message as it lies on a shelf, with odd spaces, so that byte for byte means something. */
    static String delivered(int number) {
        return "{ \"id\":\"m-" + number + "\",\"source\":\"/agencies/KEN.DIS\",\"linknumber\":" + number
                + ",\"data\":{\"n\":" + number + "} }";
    }

    @Override
    public void close() {
        if (door != null) {
            door.close();
        }
    }
}
