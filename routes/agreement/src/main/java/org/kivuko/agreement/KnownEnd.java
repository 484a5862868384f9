package org.kivuko.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Until when a message that crosses now may be handed over, as far as dates, announced acts and the clocks of emergencies say it
 * already: judged again at each instant at which one of them changes something between the two states. Pure.
 */
final class KnownEnd {
    private KnownEnd() {}

    /**
     * The first of these instants at which less, more or something else would cross.
     *
     * @param changes sorted
     * @param matters what is to be judged at an instant
     * @param latest looks no further; empty for as far as anything is known
     */
    static Optional<Instant> of(
            Judge judge,
            List<Instant> changes,
            Function<Instant, Matter> matters,
            Instant at,
            Optional<Instant> latest) {
        Decision now = null;
        for (Instant change : changes) {
            if (!change.isAfter(at)) {
                continue;
            }
            if (latest.isPresent() && !change.isBefore(latest.get())) {
                return Optional.empty();
            }
            if (now == null) {
                now = judge.decide(matters.apply(at), at);
            }
            if (!crossesAlike(now, judge.decide(matters.apply(change), change))) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    /** The same rules let the same cross; only where they are others does one have to look at what crosses. */
    private static boolean crossesAlike(Decision now, Decision then) {
        if (then.reason().isPresent() || then.hold().isPresent()) {
            return false;
        }
        return now.deciding().equals(then.deciding()) || crossesAlike(now.ruling(), then.ruling());
    }

    private static boolean crossesAlike(Ruling now, Ruling then) {
        return then.data().isPresent()
                && now.data().equals(then.data())
                && now.obligations().handling() == then.obligations().handling()
                && now.obligations().onward() == then.obligations().onward();
    }
}
