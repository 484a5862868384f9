package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two hubs with the same configuration, the same instant and the same script. In one of them the register of Uganda's refugee
 * authority knows the person whom Kenya seeks; nothing else differs, and no message shows it.
 *
 * <p>Compared is everything that the sender, its central contact, a third agency (here also that of the person's nationality)
 * and somebody without a key on the hub's machine can observe. Left out is what is random by nature: ids that a hub gives (kept
 * as first, second, third …), and how long calls took and how often a test polled.
 */
@Tag("slow")
class TwoWorldsAcceptanceTest {
    private static final String KNOWN = "SPECIMEN";

    private static List<String> protectedWorld;
    private static List<String> otherWorld;
    private static List<String> operatorsOfProtectedWorld;
    private static List<String> operatorsOfOtherWorld;

    @BeforeAll
    static void play() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (World one = World.open(now, KNOWN);
                World other = World.open(now, "SOMEBODY ELSE")) {
            var inOne = new WorldScript(one);
            var inOther = new WorldScript(other);
            inOne.play();
            inOther.play();
            protectedWorld = inOne.seen().lines();
            otherWorld = inOther.seen().lines();
            operatorsOfProtectedWorld = inOne.operators().lines();
            operatorsOfOtherWorld = inOther.operators().lines();
        }
    }

    @AfterAll
    static void forget() {
        protectedWorld = List.of();
        otherWorld = List.of();
    }

    /**
     * Seen to fail with {@code held} exposed in the sender's view; where a question that was taken back before anybody fetched
     * it was told to be unanswered in the one world alone; with late notices of what a register is asked about; with clocks
     * in a thread that follow what became of each copy; and with {@code AUTHORITY_NOT_COMPETENT} for a consent about what is
     * held.
     */
    @Test
    void nobodyAbroadCanTellInWhichWorldTheyAre() {
        var differences = new ArrayList<String>();
        for (int i = 0; i < Math.min(protectedWorld.size(), otherWorld.size()); i++) {
            if (!protectedWorld.get(i).equals(otherWorld.get(i))) {
                differences.add("protected: " + protectedWorld.get(i) + "\n    other: " + otherWorld.get(i));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(protectedWorld).hasSameSizeAs(otherWorld);
    }

    /** The control: were the worlds the same, that nobody can tell them apart would say nothing. */
    @Test
    void operatorsCan() {
        assertThat(operatorsOfProtectedWorld).isNotEqualTo(operatorsOfOtherWorld);
        assertThat(operatorsOfProtectedWorld).anyMatch(line -> line.contains("refugee-authority"));
        assertThat(operatorsOfOtherWorld).noneMatch(line -> line.contains("refugee-authority"));
    }

    /** What the script was written for has happened: it would compare two empty pages gladly. */
    @Test
    void theTranscriptTellsOfEverything() {
        assertThat(protectedWorld).hasSizeGreaterThan(300);
        assertThat(protectedWorld)
                .anyMatch(line -> line.contains("processed"))
                .anyMatch(line -> line.contains("RATE_EXCEEDED"))
                .anyMatch(line -> line.contains("\"notice\":\"late\""))
                .anyMatch(line -> line.contains("\"linknumber\":2"))
                .anyMatch(line -> line.contains("CONFLICT"))
                .anyMatch(line -> line.contains("NOT_DELIVERABLE"));
    }
}
