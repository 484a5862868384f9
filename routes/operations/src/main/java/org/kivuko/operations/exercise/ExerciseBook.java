package org.kivuko.operations.exercise;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.SealedContent;

/**
 * Where exercises are recorded, for every hub. Each method is one transaction that is synced when it returns, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface ExerciseBook {
    /**
     * Records a run.
     *
     * @return false where there is one of this name and number
     */
    boolean open(Exercise exercise);

    /** Ends a run at an instant; false where it was closed before, or there is none. */
    boolean close(Run run, String by, Instant at);

    /**
     * Notes that what waits of a run is to be taken away; it is closed by that, too, unless it was before.
     *
     * @return false where it was noted before, or there is no such run
     */
    boolean reset(Run run, String by, Instant at);

    /**
     * Puts the script of a run in, in the place of an earlier one.
     *
     * @return false where something of it was handed in, or there is no such run
     */
    boolean script(Run run, SealedContent script, String by, Instant at);

    /** The script of a run. */
    Optional<SealedContent> script(Run run);

    /** Notes what came of an inject; what was noted first stands. */
    void handedIn(Run run, String inject, HandedIn what);

    /** What was handed in during a run, by the names of injects. */
    Map<String, HandedIn> handedIn(Run run);

    /** Every run, by name and number. */
    List<Exercise> exercises();
}
