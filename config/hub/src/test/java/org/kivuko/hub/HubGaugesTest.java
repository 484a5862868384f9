package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.QueueName;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.AlertSeverity;
import org.kivuko.operations.watch.Hysteresis;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.Traffic;
import org.kivuko.operations.watch.Watching;

/** Each kind of alert by what causes it, at the thresholds that are usual: it starts there and not before, and ends when that is over. */
class HubGaugesTest {
    private static final String QUEUE = "agency.UGA.DCIC.inbox";
    private static final String DIS = "KEN.DIS";
    private static final String CERTIFICATE = "hub.pem";
    private static final Set<AlertKind> TRIED = EnumSet.noneOf(AlertKind.class);
    private static final long GIB = 1L << 30;

    private final World world = new World();

    @TempDir
    private Path folder;

    /** What a hub measures. */
    private static final class World implements Traffic, DiskSpace {
        private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        private long messages;
        private Optional<Instant> oldest = Optional.empty();
        private final Map<String, Instant> heard = new HashMap<>();
        private final List<Sent> sent = new ArrayList<>();
        private final Map<String, Long> held = new HashMap<>();
        private Map<String, Long> ends = Map.of();
        private long free = 600 * GIB;
        private final Map<String, Long> pushes = new HashMap<>();
        private boolean broken;
        private boolean doubted;
        private boolean ledger = true;

        @Override
        public List<Sent> sent(Instant since) {
            assertThat(since).isEqualTo(now.minus(Duration.ofHours(1)));
            return sent;
        }

        @Override
        public Map<String, Long> held() {
            return held;
        }

        @Override
        public Map<String, Instant> lastHeard() {
            return heard;
        }

        @Override
        public List<Flow> since(Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long free() throws IOException {
            if (broken) {
                throw new IOException("refused by the test");
            }
            return free;
        }

        @Override
        public long total() {
            return 1_000 * GIB;
        }

        private QueueTable queues() {
            var row = new QueueState(
                    QueueName.of(QUEUE),
                    now,
                    messages,
                    false,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    oldest,
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
            return new QueueTable(now, List.of(row));
        }
    }

    /** In memory, of one hub. */
    private static final class Book implements AlertBook {
        private final Map<UUID, Alert> open = new LinkedHashMap<>();

        @Override
        public Open open(UUID hub, Duration within) {
            return new Open(List.copyOf(open.values()), List.of(), List.of());
        }

        @Override
        public void keep(UUID hub, List<Hysteresis.Change> changes, Set<String> channels, Instant at) {
            for (Hysteresis.Change change : changes) {
                if (change instanceof Hysteresis.Change.Ended) {
                    open.remove(change.alert().id());
                } else {
                    open.put(change.alert().id(), change.alert());
                }
            }
        }

        @Override
        public List<Row> page(Asked asked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Row> find(UUID alert, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void acknowledge(UUID alert, String by, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void assign(UUID alert, Optional<String> to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void note(UUID alert, SealedNote note) {
            throw new UnsupportedOperationException();
        }
    }

    private final Book book = new Book();

    private void look() {
        var gauges = new HubGauges(
                world::queues,
                world,
                () -> List.of(AgencyId.of(DIS), AgencyId.of("UGA.DCIC")),
                () -> world.ends,
                world,
                () -> world.doubted,
                List.of(
                        new HealthSource(
                                "clock", () -> HealthSource.Health.of(!world.doubted, "told by a kind of its own")),
                        new HealthSource("ledger", () -> HealthSource.Health.of(world.ledger, "away"))),
                () -> world.pushes,
                () -> world.now);
        new Watching(
                        new UUID(0, 1),
                        Duration.ofSeconds(15),
                        gauges.all(),
                        book,
                        () -> Thresholds.of(List.of()),
                        Set::of)
                .look(world.now);
    }

    private void nothing() {
        look();
        assertThat(book.open.values()).isEmpty();
    }

    private Alert starts(AlertKind kind, String target, long value) {
        look();
        assertThat(book.open.values()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(kind);
            assertThat(alert.target()).isEqualTo(target);
            assertThat(alert.value()).isEqualTo(value);
            assertThat(alert.threshold()).isEqualTo(kind.usual());
        });
        return book.open.values().iterator().next();
    }

    /** Not at once: a minute after the cause is over. */
    private void ends(AlertKind kind) {
        look();
        assertThat(book.open).hasSize(1);
        world.now = world.now.plus(Hysteresis.CALM);
        nothing();
        TRIED.add(kind);
    }

    @AfterAll
    static void everyKindWasTried() {
        assertThat(TRIED).containsExactlyInAnyOrder(AlertKind.values());
    }

    @Test
    void givenAQueueThatFills_whenTenThousandWait_thenItIsTold_untilFewDo() {
        world.messages = 9_999;
        nothing();
        world.messages = 10_000;
        starts(AlertKind.DEPTH, QUEUE, 10_000);
        world.messages = 8_000;
        ends(AlertKind.DEPTH);
    }

    @Test
    void givenAMessageThatNobodyFetches_whenItHasLainForAnHour_thenItIsTold_untilItIsFetched() {
        world.messages = 1;
        world.oldest = Optional.of(world.now.minusSeconds(3_599));
        nothing();
        world.now = world.now.plusSeconds(1);
        starts(AlertKind.OLDEST, QUEUE, 3_600);
        world.oldest = Optional.empty();
        world.messages = 0;
        ends(AlertKind.OLDEST);
    }

    @Test
    void givenAnAgency_whenNothingIsHeardOfItForADay_thenItIsTold_untilItIsHeardOf() {
        world.heard.put("XXX.GONE", Instant.EPOCH);
        world.heard.put(DIS, world.now.minusSeconds(86_399));
        nothing();
        world.now = world.now.plusSeconds(1);
        starts(AlertKind.SILENCE, DIS, 86_400);
        world.heard.put(DIS, world.now);
        ends(AlertKind.SILENCE);
    }

    @Test
    void givenAnAgencyOfWhoseMessagesHalfReachNobody_whenTheyAreTwenty_thenItIsTold_untilTheyAreOfYesterday() {
        world.sent.add(new Traffic.Sent(DIS, 19, 19));
        nothing();
        world.sent.set(0, new Traffic.Sent(DIS, 20, 9));
        nothing();
        world.sent.set(0, new Traffic.Sent(DIS, 20, 10));
        starts(AlertKind.REFUSALS, DIS, 50);
        world.sent.set(0, new Traffic.Sent(DIS, 100, 40));
        ends(AlertKind.REFUSALS);
    }

    @Test
    void givenDeliveriesThatWaitForAnOfficer_whenTheyAreTwenty_thenItIsTold_untilHeHasDecided() {
        world.held.put(DIS, 19L);
        nothing();
        world.held.put(DIS, 20L);
        starts(AlertKind.HELD, DIS, 20);
        world.held.put(DIS, 16L);
        ends(AlertKind.HELD);
    }

    @Test
    void givenAnAgencyThatDoesNotTakeWhatIsPushedToIt_whenThreeAttemptsFailed_thenItIsTold_untilItTakesIt() {
        world.pushes.put(DIS, 2L);
        nothing();
        world.pushes.put(DIS, 3L);
        assertThat(starts(AlertKind.PUSH, DIS, 3).severity()).isEqualTo(AlertSeverity.ATTENTION);
        world.pushes.put(DIS, 0L);
        ends(AlertKind.PUSH);
    }

    @Test
    void givenACertificate_whenItEndsInThirtyDays_thenItIsTold_untilAnotherLiesThere() throws Exception {
        var ends = new CertificateEnds(folder);
        Certificates.write(folder.resolve(CERTIFICATE), 31);
        world.ends = ends.daysLeft(List.of(CERTIFICATE), world.now.minusSeconds(60));
        nothing();
        world.now = world.now.plus(Duration.ofDays(1));
        world.ends = ends.daysLeft(List.of(CERTIFICATE), world.now);
        starts(AlertKind.EXPIRY, "certificate " + CERTIFICATE, 30);

        Certificates.write(folder.resolve(CERTIFICATE), 400);
        world.ends = ends.daysLeft(List.of(CERTIFICATE), world.now);
        ends(AlertKind.EXPIRY);
    }

    @Test
    void givenACertificateThatIsNotThere_whenLookedAt_thenItCountsAsOneThatHasEnded() {
        world.ends = new CertificateEnds(folder).daysLeft(List.of("none.pem"), world.now);

        assertThat(starts(AlertKind.EXPIRY, "certificate none.pem", 0).severity())
                .isEqualTo(AlertSeverity.URGENT);
    }

    @Test
    void givenADisk_whenFifteenPercentAreFree_thenItIsTold_untilThereIsRoom_andADiskThatCannotBeReadChangesNothing() {
        world.free = 160 * GIB;
        nothing();
        world.free = 159 * GIB;
        starts(AlertKind.DISK, "data", 15);
        world.broken = true;
        world.free = 600 * GIB;
        look();
        world.now = world.now.plus(Hysteresis.CALM);
        look();
        assertThat(book.open).hasSize(1);
        world.broken = false;
        ends(AlertKind.DISK);
    }

    @Test
    void givenAClock_whenItIsDoubted_thenItIsToldOnce_untilItIsBelieved() {
        nothing();
        world.doubted = true;
        starts(AlertKind.CLOCK, "clock", 1);
        world.doubted = false;
        ends(AlertKind.CLOCK);
    }

    @Test
    void givenAPartOfTheHub_whenItIsDown_thenItIsTold_untilItIsUp() {
        nothing();
        world.ledger = false;
        assertThat(starts(AlertKind.HEALTH, "ledger", 1).severity()).isEqualTo(AlertSeverity.URGENT);
        world.ledger = true;
        ends(AlertKind.HEALTH);
    }
}
