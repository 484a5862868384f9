package org.kivuko.hub.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seen to fail with a script whose moves came from a random number without a seed. */
class ScriptTest {
    private static List<Move> moves(Profile profile, long seed, int count) {
        var script = new Script(profile, seed);
        var moves = new ArrayList<Move>();
        for (int i = 0; i < count; i++) {
            moves.add(script.next());
        }
        return moves;
    }

    private static Set<Twist> twists(Profile profile) {
        return moves(profile, 1, 200).stream()
                .map(Move::twist)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Twist.class)));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameMoves(Profile profile) {
        assertThat(moves(profile, 7, 100)).isEqualTo(moves(profile, 7, 100));
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "DUPLICATING", "REORDERING", "WRONG_CLOCK", "RESTARTING"})
    void anotherSeedGivesOthers(Profile profile) {
        assertThat(moves(profile, 7, 100)).isNotEqualTo(moves(profile, 8, 100));
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageIsBegunOnce(Profile profile) {
        // When
        List<Integer> begun = moves(profile, 3, 240).stream()
                .filter(move -> move.twist() == Twist.PLAIN)
                .map(Move::number)
                .toList();

        // Then
        assertThat(begun).doesNotHaveDuplicates();
    }

    @Test
    void whoDuplicatesPostsEverythingThreeTimesAndOtherContentNowAndThen() {
        // When
        List<Move> moves = moves(Profile.DUPLICATING, 1, 400);

        // Then
        long plain = moves.stream().filter(move -> move.twist() == Twist.PLAIN).count();
        assertThat(moves.stream().filter(move -> move.twist() == Twist.AGAIN))
                .hasSizeBetween((int) plain * 2 - 2, (int) plain * 2);
        assertThat(moves.stream().filter(move -> move.twist() == Twist.CHANGED))
                .hasSizeBetween((int) plain / 5, (int) plain / 2);
    }

    @Test
    void whoReordersPostsAnUpdateFirstAndOnceMoreWhenItsAlertIsKnown() {
        // When
        List<Move> window = moves(Profile.REORDERING, 1, 6);

        // Then
        int early = window.get(0).number();
        assertThat(window.get(0).twist()).isEqualTo(Twist.UPDATE_FIRST);
        assertThat(window.subList(1, 5))
                .extracting(Move::number)
                .containsExactlyInAnyOrder(0, 1, 2, 3)
                .contains(early);
        assertThat(window.get(5)).isEqualTo(new Move(early, Twist.UPDATE_AFTERWARDS));
    }

    @Test
    void aWrongClockIsWrongBothWaysByHours() {
        // When
        List<Move> moves = moves(Profile.WRONG_CLOCK, 1, 100);

        // Then
        assertThat(moves.stream().filter(move -> move.twist() == Twist.HOURS_AHEAD))
                .isNotEmpty()
                .allMatch(move -> move.hours() >= 1 && move.hours() <= 12);
        assertThat(moves.stream().filter(move -> move.twist() == Twist.HOURS_BEHIND))
                .isNotEmpty()
                .allMatch(move -> move.hours() <= -1 && move.hours() >= -12);
        assertThat(twists(Profile.WRONG_CLOCK)).contains(Twist.MINUTES_AHEAD, Twist.PLAIN);
    }

    @Test
    void everyProfileDoesWhatItIsNamedFor() {
        assertThat(twists(Profile.GOOD)).containsExactlyInAnyOrder(Twist.PLAIN, Twist.FOLLOW_UP);
        assertThat(twists(Profile.LATE)).containsExactly(Twist.PLAIN);
        assertThat(twists(Profile.SILENT)).containsExactly(Twist.PLAIN);
        assertThat(twists(Profile.FLOODING)).containsExactly(Twist.PLAIN);
        assertThat(twists(Profile.BAD_SIGNATURE)).contains(Twist.BROKEN_SIGNATURE, Twist.WRONG_KEY);
        assertThat(twists(Profile.RESTARTING)).contains(Twist.RESTART);
        assertThat(Profile.FLOODING.hurry()).isEqualTo(20);
        assertThat(Profile.LATE.acknowledgements(false)).isZero();
        assertThat(Profile.LATE.acknowledgements(true)).isOne();
        assertThat(Profile.DUPLICATING.acknowledgements(false)).isEqualTo(2);
        assertThat(Profile.SILENT.fetches()).isFalse();
    }
}
