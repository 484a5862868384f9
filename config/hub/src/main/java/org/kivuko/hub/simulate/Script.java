package org.kivuko.hub.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What a neighbour of one profile does, move by move: the same seed gives the same moves. What it is answered changes none of them.
 *
 * <p>For one thread.
 */
final class Script {
    private static final int WINDOW = 4;
    private static final int MOST_HOURS = 12;
    private static final int FOLLOW_UP_ONE_IN = 6;
    private static final int CHANGED_ONE_IN = 3;
    private static final int RESTART_ONE_IN = 5;

    private final Profile profile;
    private final Random random;
    private final Deque<Move> ahead = new ArrayDeque<>();
    private int begun;

    Script(Profile profile, long seed) {
        this.profile = profile;
        this.random = new Random(seed);
    }

    /** The next move. */
    Move next() {
        if (ahead.isEmpty()) {
            ahead.addAll(profile == Profile.REORDERING ? window() : message());
        }
        return ahead.removeFirst();
    }

    /** Of how many messages the moves were made so far, those ahead included. */
    int begun() {
        return begun;
    }

    /** Whether a message is not done with. */
    boolean amid() {
        return !ahead.isEmpty();
    }

    private List<Move> message() {
        int number = begun++;
        var moves = new ArrayList<Move>();
        switch (profile) {
            case GOOD ->
                moves.add(new Move(
                        number, number > 0 && random.nextInt(FOLLOW_UP_ONE_IN) == 0 ? Twist.FOLLOW_UP : Twist.PLAIN));
            case DUPLICATING -> {
                moves.add(new Move(number, Twist.PLAIN));
                moves.add(new Move(number, Twist.AGAIN));
                if (number == 0 || random.nextInt(CHANGED_ONE_IN) == 0) {
                    moves.add(new Move(number, Twist.CHANGED));
                }
                moves.add(new Move(number, Twist.AGAIN));
            }
            case WRONG_CLOCK -> moves.add(wrongClock(number));
            case BAD_SIGNATURE -> {
                moves.add(new Move(number, Twist.PLAIN));
                moves.add(new Move(number, number % 2 == 0 ? Twist.BROKEN_SIGNATURE : Twist.WRONG_KEY));
            }
            case RESTARTING ->
                moves.add(new Move(
                        number, number == 1 || random.nextInt(RESTART_ONE_IN) == 0 ? Twist.RESTART : Twist.PLAIN));
            default -> moves.add(new Move(number, Twist.PLAIN));
        }
        return moves;
    }

    private Move wrongClock(int number) {
        int hours = 1 + random.nextInt(MOST_HOURS);
        return switch (number % 4) {
            case 0 -> new Move(number, Twist.HOURS_AHEAD, hours);
            case 1 -> new Move(number, Twist.HOURS_BEHIND, -hours);
            case 2 -> new Move(number, Twist.MINUTES_AHEAD);
            default -> new Move(number, Twist.PLAIN);
        };
    }

    /** Four messages in shuffled order; the first of them is followed up before it is posted. */
    private List<Move> window() {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < WINDOW; i++) {
            numbers.add(begun++);
        }
        Collections.shuffle(numbers, random);
        int early = numbers.get(random.nextInt(WINDOW));
        var moves = new ArrayList<Move>();
        moves.add(new Move(early, Twist.UPDATE_FIRST));
        numbers.forEach(number -> moves.add(new Move(number, Twist.PLAIN)));
        moves.add(new Move(early, Twist.UPDATE_AFTERWARDS));
        return moves;
    }
}
