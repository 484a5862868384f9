package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.List;

/**
 * One number about one period: the same object wherever a recipient may take it for the same. It is <em>open</em> while the
 * recipient has not seen it. Not thread-safe.
 */
final class Quantity {
    /** How a recipient comes to know that there is such a number. */
    enum Kind {
        /** A cell that stands in a report, with its count or without. */
        LISTED,
        /** An entry that is taken out whole where it is hidden; nobody sees that it is missing. */
        TALLY,
        /** A total that no report states. */
        IMPLIED,
        /** What a breakdown leaves of its total. */
        REST
    }

    /** A line it stands in, and how: 1 as a part, -1 as the whole. */
    record Place(Line line, int sign) {}

    private final int index;
    private final String name;
    private final Key key;
    private final Kind kind;
    private final long truth;
    private final int limit;
    private final List<Place> places = new ArrayList<>();
    private boolean known;
    private boolean hidden;
    private boolean mine;
    private boolean withoutZeros;
    private long goal;
    private long cost;

    /** @param name tells it from every other, and is the same in every picture */
    Quantity(int index, String name, Key key, Kind kind, long truth, int limit) {
        this.index = index;
        this.name = name;
        this.key = key;
        this.kind = kind;
        this.truth = truth;
        this.limit = limit;
        this.goal = limit;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    Key key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    long truth() {
        return truth;
    }

    List<Place> places() {
        return places;
    }

    /** The least that a recipient must reckon with while it is open: a report that lists no zeros has none to hide. */
    long least() {
        return withoutZeros ? 1 : 0;
    }

    /** It stands in a report that lists no zero. */
    void standsWithoutZeros() {
        withoutZeros = true;
    }

    /** Whether it is fixed for whoever knows that it is 0 or not there. */
    boolean isNobody() {
        return truth == 0 && (known || withoutZeros || !(mine || hidden));
    }

    boolean isSmall(long value) {
        return value > 0 && value < limit;
    }

    boolean isOpen() {
        return !known && (hidden || kind == Kind.IMPLIED || kind == Kind.REST);
    }

    /** Whether the report in hand must not show it; what is known otherwise is hidden only where it is small. */
    boolean isHiddenInHand() {
        return mine && hidden && (!known || isSmall(truth));
    }

    /** Whether the report in hand shows it and may still hide it, to some effect. */
    boolean mayBeHidden() {
        return mine && !hidden && !known;
    }

    /** Whether it must not become known: a hidden count, or what few people a breakdown leaves of its total. */
    boolean isProtected() {
        return isOpen() && (kind == Kind.LISTED || kind == Kind.TALLY || (kind == Kind.REST && isSmall(truth)));
    }

    /** How far apart its least and its greatest possible value must lie. */
    long goal() {
        return goal;
    }

    void lowerGoal(long reachable) {
        goal = Math.min(goal, reachable);
    }

    /**
     * What hiding it costs: its size class and not its size, since a recipient may conclude from the choice that it is no
     * larger than what was spared.
     */
    long cost() {
        return cost;
    }

    void isMine(boolean hiddenBefore) {
        mine = true;
        cost = hiddenBefore ? 1 : 2L * Long.highestOneBit(Math.max(1, truth / limit));
    }

    void hide() {
        hidden = true;
    }

    /** An earlier report shows it. */
    void show() {
        known = true;
    }
}
