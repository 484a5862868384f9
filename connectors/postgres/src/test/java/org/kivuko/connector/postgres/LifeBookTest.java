package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.TestClock;

/** Acts, warnings and who is told of them, in a real database that other tests of this class use too. */
class LifeBookTest extends OnSharedLedger {
    /** Well under the second after which everybody looks without being told. */
    private static final Duration TOLD = Duration.ofMillis(700);

    private final LifeBook book = ledger.life();
    private final String text = digest();

    /** 64 hexadecimal digits that no other test has. */
    private static String digest() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return random + random;
    }

    private LifeBook.ActRow act(String previous, String digest) {
        return new LifeBook.ActRow(text, previous, digest, "KEN-UGA.osbp", "sign", "a.b.c", LedgerCast.NOON);
    }

    private List<LifeBook.ActRow> ofThisText() {
        return book.acts().stream().filter(row -> row.textDigest().equals(text)).toList();
    }

    @Test
    void actsAreReadAsTheyWereAppendedInTheirOrder() {
        long before = book.position();
        var first = act(text, digest());
        var second = act(first.digest(), digest());

        assertThat(book.append(List.of(first, second))).isTrue();

        assertThat(ofThisText()).containsExactly(first, second);
        assertThat(book.position()).isGreaterThan(before);
    }

    /** Two who act upon the same head: one of them is first, and nothing of what the other one appends is kept. */
    @Test
    void whoComesSecondAtAPlaceInTheChainIsRefusedAsAWhole() {
        var first = act(text, digest());
        book.append(List.of(first));
        long position = book.position();
        var late = act(text, digest());

        assertThat(book.append(List.of(act(first.digest(), digest()), late))).isFalse();

        assertThat(ofThisText()).containsExactly(first);
        assertThat(book.position()).isEqualTo(position);
    }

    @Test
    void warningIsGivenOnceByWhicheverHub() {
        String warning = "ends:" + UUID.randomUUID();
        try (PostgresLedger other = PostgresLedger.open(SharedServer.address(), new TestClock(LedgerCast.NOON))) {
            assertThat(book.warned(warning)).isFalse();

            assertThat(book.warn(warning, LedgerCast.NOON)).isTrue();

            assertThat(other.life().warned(warning)).isTrue();
            assertThat(other.life().warn(warning, LedgerCast.NOON.plusSeconds(1)))
                    .isFalse();
        }
    }

    /** Seen to fail where nobody is told: the next look comes a second after the last one. */
    @Test
    void listenerIsCalledAtOnceForWhatAnotherHubAppends() {
        var calls = new AtomicInteger();
        try (PostgresLedger other = PostgresLedger.open(SharedServer.address(), new TestClock(LedgerCast.NOON));
                var listener = new LifeListener(SharedServer.address(), calls::incrementAndGet)) {
            assertThat(listener).isNotNull();
            int looked = justLooked(calls);

            assertThat(other.life().append(List.of(act(text, digest())))).isTrue();

            await("told").atMost(TOLD).until(() -> calls.get() > looked);
        }
    }

    /** The number of calls just after one that nobody asked for. */
    private static int justLooked(AtomicInteger calls) {
        await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() >= 2);
        int before = calls.get();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> calls.get() > before);
        return calls.get();
    }

    /** Whoever cannot follow one change is called for the next one. */
    @Test
    void listenerOutlivesACallThatFailsAndEndsWhenItIsClosed() {
        var calls = new AtomicInteger();
        var listener = new LifeListener(SharedServer.address(), () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("cannot follow");
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() >= 2);

        listener.close();

        int closed = calls.get();
        await().during(Duration.ofMillis(1_200))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(calls.get()).isEqualTo(closed));
    }

    /** Without a database it goes on looking: the hub decides by itself what its doubt means. */
    @Test
    void listenerCallsWhereNoDatabaseAnswersToo() {
        var calls = new AtomicInteger();
        var nowhere = new LedgerAddress("jdbc:postgresql://127.0.0.1:1/nothing", "nobody", "nothing");
        try (var listener = new LifeListener(nowhere, calls::incrementAndGet)) {
            assertThat(listener).isNotNull();
            await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() >= 2);
        }
    }
}
