package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agreement is withdrawn while 10,000 messages wait, agencies fetch without a pause at both doors and the hub is killed.
 * What was dispatched, and when, the broker itself writes down. What an agency took over before a kill, and nobody noted, the
 * next hub has to find: seen to fail without that, with deliveries that wait for ever although their recipient has them.
 */
@Tag("slow")
class WithdrawTest {
    private static final int WAITING = Integer.getInteger("kivuko.waiting", 10_000);

    /** Enough for a control to hand over what it must not. */
    private static final int FEWER = 2_000;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration ALLOWED = Duration.ofSeconds(1);
    private static final long SEED = Long.getLong("kivuko.seed", 20261125L);

    @TempDir
    Path folder;

    private final List<SlowTaker> takers = new ArrayList<>();

    @AfterEach
    void stopTakers() {
        takers.forEach(Party::stop);
    }

    @Test
    void nothingIsHandedOverAfterTheWithdrawalWhateverIsKilled() throws Exception {
        var random = new Random(SEED);
        try (HubProcess hub = waiting(WAITING, List.of())) {
            // When
            Instant committed = withdraw(hub, "now");
            for (int i = 0; i < 3; i++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
                hub.killHub();
                hub.start();
            }

            // Then
            assertThat(late(hub, committed)).isEmpty();
            everythingIsReturnedInItsPlace(hub, committed);
        }
    }

    /** What happens before the first kill of the test above. */
    @Tag("large")
    @Test
    void nothingIsHandedOverAfterTheWithdrawalWhereTheHubLivesOn() throws Exception {
        try (HubProcess hub = waiting(WAITING, List.of())) {
            Instant committed = withdraw(hub, "now");
            assertThat(late(hub, committed)).isEmpty();
            everythingIsReturnedInItsPlace(hub, committed);
        }
    }

    /** Its control below runs always, with fewer. */
    @Tag("large")
    @Test
    void nothingIsHandedOverWhereTheHubIsKilledAtThatInstant() throws Exception {
        try (HubProcess hub = waiting(WAITING, List.of())) {
            Instant committed = withdraw(hub, "halt");
            hub.exitCode();
            hub.start();
            assertThat(late(hub, committed)).isEmpty();
            everythingIsReturnedInItsPlace(hub, committed);
        }
    }

    /** The control: without rounds at the start a hub that was killed at that instant hands over what it must not. */
    @Test
    void muchIsHandedOverWhereTheNextHubDoesNotJudgeAgain() throws Exception {
        try (HubProcess hub = waiting(FEWER, List.of(Mutant.withoutRoundsAtStart(folder)))) {
            Instant committed = withdraw(hub, "halt");
            hub.exitCode();
            hub.start();
            await().atMost(LIMIT).until(() -> !late(hub, committed).isEmpty());
        }
    }

    /** The other control: inboxes that stay open hand over what they must not. */
    @Test
    void muchIsHandedOverWhereTheInboxesStayOpen() throws Exception {
        try (HubProcess hub = waiting(FEWER, List.of(Mutant.withoutClosing(folder)))) {
            Instant committed = withdraw(hub, "now");
            await().atMost(LIMIT).until(() -> !late(hub, committed).isEmpty());
        }
    }

    /** A hub in which all of them wait, with agencies that have begun to fetch. */
    private HubProcess waiting(int count, List<Path> mutants) throws Exception {
        var hub = new HubProcess(folder, WithdrawStates.write(folder.resolve("config")), mutants);
        hub.startThrough(ChangeableHub.class);
        hub.start();
        post(hub, count / WithdrawStates.RECIPIENTS.size());
        await().atMost(LIMIT).until(() -> count(hub, "select count(*) from ruling where crosses") == count);
        var client = java.net.http.HttpClient.newHttpClient();
        for (String agency : WithdrawStates.OVER_HTTP) {
            takers.add(SlowTaker.overHttp(agency, new AgencyCalls(client, hub.http(), hub.key(agency))));
        }
        takers.add(SlowTaker.overAmqp(WithdrawStates.CREDIT_ONE, new AmqpAccess(hub), 1));
        takers.add(SlowTaker.overAmqp(WithdrawStates.CREDIT_THOUSAND, new AmqpAccess(hub), 1_000));
        takers.forEach(Party::start);
        await().atMost(LIMIT).until(() -> takers.stream().allMatch(taker -> taker.got.size() > 5));
        return hub;
    }

    private static void post(HubProcess hub, int messages) throws Exception {
        try (Connection connection = new AmqpAccess(hub).connect(WithdrawStates.SENDER)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageProducer producer =
                    session.createProducer(session.createQueue("agency." + WithdrawStates.SENDER + ".outbox"));
            for (int i = 1; i <= messages; i++) {
                byte[] body = Planned.original(WithdrawStates.SENDER, "w-" + i, "bulk", WithdrawStates.RECIPIENTS)
                        .body();
                producer.send(session.createTextMessage(new String(body, StandardCharsets.UTF_8)));
                if (i % 250 == 0 || i == messages) {
                    session.commit();
                }
            }
        }
    }

    private Instant withdraw(HubProcess hub, String how) throws Exception {
        WithdrawStates.agree(hub.config(), "terminated");
        Path flag = hub.data().resolveSibling("change");
        Path written = Files.writeString(hub.data().resolveSibling("change.new"), how);
        Files.move(written, flag);
        Path committed = hub.data().resolveSibling("committed");
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(committed) && Files.size(committed) > 0);
        takers.forEach(taker -> taker.restMillis.set(0));
        return Instant.parse(Files.readString(committed));
    }

    /** What went out later than allowed and was no void: by the broker's own record, and at the HTTP door as it came in. */
    private List<String> late(HubProcess hub, Instant committed) throws Exception {
        TimeUnit.SECONDS.sleep(3);
        Set<String> voids = new HashSet<>(LedgerFile.of(hub).rows("select cast(void as text) from withdrawal"));
        Instant end = committed.plus(ALLOWED);
        var late = new ArrayList<String>();
        Instant last = Instant.MIN;
        for (String line : Files.readAllLines(hub.data().resolveSibling("dispatched"))) {
            String[] parts = line.split(" ", -1);
            Instant at = Instant.parse(parts[0]);
            if (parts.length == 3 && !voids.contains(parts[2])) {
                last = at.isAfter(last) ? at : last;
                if (at.isAfter(end)) {
                    late.add(line);
                }
            }
        }
        for (SlowTaker taker : takers.subList(0, WithdrawStates.OVER_HTTP.size())) {
            taker.got.stream()
                    .filter(got -> !got.isVoid() && got.at().isAfter(end))
                    .forEach(got -> late.add("HTTP " + got));
        }
        LedgerFile.of(hub).rows(FETCHED_LATE.formatted(end)).forEach(row -> late.add("ledger " + row));
        System.out.println(
                "last dispatch over AMQP " + Duration.between(committed, last).toMillis()
                        + " ms after the change; over HTTP " + lastOverHttp(committed) + " ms; late " + late.size());
        return late;
    }

    private long lastOverHttp(Instant committed) {
        return takers.subList(0, WithdrawStates.OVER_HTTP.size()).stream()
                .flatMap(taker -> taker.got.stream())
                .filter(got -> !got.isVoid())
                .map(SlowTaker.Got::at)
                .max(Instant::compareTo)
                .map(at -> Duration.between(committed, at).toMillis())
                .orElse(0L);
    }

    private void everythingIsReturnedInItsPlace(HubProcess hub, Instant committed) throws Exception {
        everythingIsReturned(hub, committed);
        for (SlowTaker taker : takers) {
            assertThat(taker.disorder(false)).as("deliveries").isEmpty();
            assertThat(taker.disorder(true)).as("voids").isEmpty();
        }
    }

    private void everythingIsReturned(HubProcess hub, Instant committed) throws Exception {
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> count(hub, OPEN) == 0);
        System.out.println("all withdrawn " + LedgerFile.of(hub).rows("select max(at) from withdrawal") + ", committed "
                + committed);
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> count(hub, VOIDS_WAITING) == 0);
        takers.forEach(Party::stop);
        for (SlowTaker taker : takers) {
            taker.join(60_000);
        }

        long returned = count(hub, "select count(*) from delivery_event where state = 'returned'");
        long acknowledged = count(hub, ACKNOWLEDGED_ALONE);
        System.out.println("returned " + returned + ", taken over before " + acknowledged);
        assertThat(returned + acknowledged).isEqualTo(WAITING);
        assertThat(returned).isGreaterThan(WAITING / 2);
        assertThat(count(hub, "select count(*) from withdrawal where reason = 'NOT_IN_FORCE'"))
                .isEqualTo(returned);
        for (SlowTaker taker : takers) {
            var all = new TreeSet<>(taker.numbers(false));
            all.addAll(taker.numbers(true));
            assertThat(all)
                    .isEqualTo(LongStream.rangeClosed(1, WAITING / WithdrawStates.RECIPIENTS.size())
                            .boxed()
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** What the hub itself saw go out, by either door; not what it found again after a kill, whose instants are one. */
    private static final String FETCHED_LATE =
            """
            select r.recipient || ' ' || f.at from delivery_event f join ruling r on r.no = f.ruling
            where f.state = 'fetched' and f.at > cast('%s' as timestamptz)
                and not exists (select from delivery_event a where a.ruling = f.ruling
                    and a.state = 'acknowledged' and a.at = f.at)
            """;

    private static final String OPEN =
            """
            select count(*) from ruling r where crosses and superseded_at is null
                and not exists (select from withdrawal w where w.ruling = r.no)
                and not exists (select from delivery_event e where e.ruling = r.no and e.state = 'acknowledged')
            """;

    private static final String VOIDS_WAITING =
            """
            select count(*) from withdrawal w
            where not exists (select from void_event e where e.void = w.void and e.state = 'acknowledged')
            """;

    private static final String ACKNOWLEDGED_ALONE =
            """
            select count(*) from delivery_event e where state = 'acknowledged'
                and not exists (select from withdrawal w where w.ruling = e.ruling)
            """;

    private static long count(HubProcess hub, String query) throws Exception {
        try {
            return Long.parseLong(LedgerFile.of(hub).rows(query).get(0));
        } catch (SQLException e) {
            return -1;
        }
    }
}
