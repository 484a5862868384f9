package org.kivuko.operations.exercise;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.kivuko.exchange.Agenda;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.Repeated;
import org.kivuko.exchange.Submitted;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays scripts and empties what was reset, again and again: twice a second it hands in what is due, as the participant whom the script names
 * and through the door that everybody uses, and asks for the withdrawal of what waits of a run that was reset. What a hub that was
 * killed left undone the next look finds; what two hubs hand in at once is one message. Thread-safe.
 */
public final class ExerciseRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExerciseRunner.class);
    private static final String BY = "exercise";

    /** What was on its way when a run was reset has arrived within this time. */
    private static final Duration SWEPT_FOR = Duration.ofDays(1);

    private final Exercises exercises;
    private final Ports ports;
    private final InstantSource clock;
    private final Map<Run, Played> played = new HashMap<>();
    private final Set<Run> swept = new HashSet<>();
    private final Repeated looks = new Repeated("exercises", this::look);

    /** {@link org.kivuko.exchange.Submissions#submit}. */
    @FunctionalInterface
    public interface Intake {
        Submitted submit(byte[] body, String contentType, AgencyId sender, Beside beside);
    }

    /**
     * What it acts on.
     *
     * @param withdraw asks for the withdrawal of deliveries
     */
    public record Ports(
            ExerciseBook book,
            ExerciseTraffic traffic,
            Intake intake,
            Consumer<Collection<Withdrawal>> withdraw,
            Agenda agenda,
            Vault vault) {}

    public ExerciseRunner(Exercises exercises, Ports ports, InstantSource clock) {
        this.exercises = exercises;
        this.ports = ports;
        this.clock = clock;
    }

    /** A script as it was read, until another one is put in. */
    private record Played(Optional<Instant> scriptedAt, Optional<Script> script) {}

    /** Begins to look. */
    public ExerciseRunner start() {
        looks.start();
        return this;
    }

    /** Hands in what is due, and takes away what was reset. */
    public synchronized void look() {
        Instant now = clock.instant();
        for (Exercise exercise : exercises.known()) {
            if (exercise.resetAt().isPresent()) {
                played.remove(exercise.run());
                if (!swept.contains(exercise.run())
                        || now.isBefore(exercise.resetAt().get().plus(SWEPT_FOR))) {
                    sweep(exercise.run(), now);
                }
            } else if (exercise.scriptedAt().isPresent() && exercise.holds(now)) {
                play(exercise, now);
            }
        }
    }

    private void play(Exercise exercise, Instant now) {
        Played known = played.get(exercise.run());
        if (known == null || !known.scriptedAt().equals(exercise.scriptedAt())) {
            known = new Played(exercise.scriptedAt(), exercises.script(exercise));
            played.put(exercise.run(), known);
        }
        if (known.script().isEmpty()) {
            return;
        }
        Script script = known.script().get();
        if (script.due(exercise, Set.of(), now).isEmpty()) {
            return;
        }
        Set<String> done = ports.book().handedIn(exercise.run()).keySet();
        for (Script.Due due : script.due(exercise, done, now)) {
            // What waits for its turn keeps what comes after it: an Update must not come before its Alert.
            if (!handIn(exercise.run(), due)) {
                return;
            }
        }
    }

    /** Whether it need not be handed in again. */
    private boolean handIn(Run run, Script.Due due) {
        Submitted submitted = ports.intake()
                .submit(
                        MessageJson.write(due.event()),
                        Formats.JSON.mediaType(),
                        due.key().source(),
                        Beside.nothing());
        if (submitted instanceof Submitted.Accepted accepted) {
            ports.book().handedIn(run, due.inject(), new HandedIn(accepted.acceptedAt(), Optional.empty()));
            LOG.info(
                    "inject {} of {} is handed in as {}",
                    due.inject(),
                    run,
                    due.key().source());
            return true;
        }
        if (submitted instanceof Submitted.Refused refused) {
            Code code = refused.faults().get(0).code();
            ports.book().handedIn(run, due.inject(), new HandedIn(clock.instant(), Optional.of(code)));
            LOG.warn("inject {} of {} is refused: {}", due.inject(), run, code);
            return true;
        }
        return false;
    }

    /** More than once: what was on its way when it was reset is found by a later look. */
    private void sweep(Run run, Instant now) {
        List<Withdrawal> waiting = ports.traffic().waiting(run).stream()
                .map(delivery ->
                        new Withdrawal(delivery, DeliveryState.RETURNED, Code.NOT_A_PARTICIPANT, Optional.empty()))
                .toList();
        if (!waiting.isEmpty()) {
            LOG.info("{} deliveries of {} are taken away", waiting.size(), run);
            ports.withdraw().accept(waiting);
        }
        List<UUID> allHeld = ports.traffic().held(run);
        if (waiting.isEmpty() && allHeld.isEmpty()) {
            swept.add(run);
        }
        for (UUID held : allHeld) {
            ports.agenda()
                    .decide(
                            held,
                            Errand.Kind.REFUSE,
                            BY,
                            ports.vault().seal("review " + held, BY.getBytes(StandardCharsets.UTF_8)),
                            now);
        }
    }

    /** Ends after the look in hand. */
    @Override
    public void close() {
        looks.close();
    }
}
