package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.TcpProxy;
import org.kivuko.acceptance.fault.Treatment;

/** Connections that are broken, slow, sliced, half-open, or cut between the request and its answer, at both doors. */
@Tag("slow")
class BadConnectionsTest {
    private static final Duration HALF_OPEN = Duration.ofSeconds(5);

    private static final String REPEATING = StormStates.sender(StormStates.SENDERS - 4);
    /** They come into more than one batch, however quickly they are sent one by one. */
    private static final int REPETITIONS = 10;

    /** A call that nobody answers any more is given up first, and what it was to bring is leased for a minute then. */
    private static final Duration QUIET = Duration.ofSeconds(150);

    @TempDir
    Path folder;

    /** Of the last run, or of the one that is wanted again: {@code -Dkivuko.seed=N}. */
    private final long seed = Long.getLong("kivuko.seed", new Random().nextLong());

    @Test
    void nothingIsLostOrDoubledWhateverBecomesOfConnections() throws Exception {
        // When
        Outcome outcome = through(List.of(), 50);

        // Then
        assertSoftly(softly -> {
            softly.assertThat(outcome.verdict().faults()).as("seed %d", seed).isEmpty();
            softly.assertThat(outcome.verdict().figure("accepted")).isEqualTo(301);
            softly.assertThat(outcome.copies().balanced())
                    .as("seed %d: %s", seed, outcome.copies())
                    .isTrue();
            softly.assertThat(outcome.unheardOverHttp())
                    .as("answers that nobody heard")
                    .isPositive();
            softly.assertThat(outcome.unheardOverAmqp())
                    .as("answers that nobody heard")
                    .isPositive();
        });
    }

    /** A hub with the planted defect that it does not know again what it has recorded. */
    @Test
    void wouldBeDoubledWithoutTheHubsOwnLookAtDuplicates() throws Exception {
        // When
        Outcome outcome = through(Mutant.withoutDuplicates(folder), 40);

        // Then
        assertThat(outcome.verdict().count(Verdict.Fault.DOUBLED))
                .as("seed %d", seed)
                .isPositive();
    }

    /** What a sender sends that never hears an answer, and gives up: which answers the proxy swallows is chance. */
    private static List<Planned> repeated() {
        Planned message = Planned.original(REPEATING, "again-and-again", "bulk", List.of("UGA.R1", "UGA.R2"));
        return Stream.concat(Stream.of(message), Stream.generate(message::again).limit(REPETITIONS))
                .toList();
    }

    private record Outcome(Verdict verdict, Equation copies, long unheardOverHttp, long unheardOverAmqp) {}

    private Outcome through(List<Path> mutants, int each) throws Exception {
        try (var rig = new Rig(folder, mutants)) {
            rig.hub().start();
            Doors doors = rig.hub().doors();
            try (var http = new TcpProxy(doors.http().getPort(), seed, HALF_OPEN);
                    var amqp = new TcpProxy(doors.amqp().getPort(), seed + 1, HALF_OPEN)) {
                rig.through(new Doors(
                        URI.create("http://127.0.0.1:" + http.port()),
                        URI.create("amqp://127.0.0.1:" + amqp.port()),
                        doors.keys()));
                rig.takeEverything();
                var random = new Random(seed);
                for (int i = 1; i <= 3; i++) {
                    String overHttp = StormStates.sender(i);
                    rig.sendOverHttp(overHttp, Planned.of(overHttp, each, random));
                    String overAmqp = StormStates.sender(StormStates.SENDERS - i);
                    rig.sendOverAmqp(overAmqp, Planned.of(overAmqp, each, random));
                }
                rig.sendOverAmqpOneByOne(REPEATING, repeated());
                rig.awaitSent();
                http.calm();
                amqp.calm();
                Verdict verdict = rig.finish(QUIET);
                System.out.println("seed " + seed + ", over HTTP " + http + ", over AMQP " + amqp);
                return new Outcome(
                        verdict,
                        Equation.ofCopies(verdict, rig.books()),
                        http.happened(Treatment.Kind.UNHEARD),
                        amqp.happened(Treatment.Kind.UNHEARD));
            }
        }
    }
}
