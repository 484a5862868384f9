package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;

/** Judges what waits from the originals that are kept of it, on the facts of today. Thread-safe. */
public final class WaitingJudgement implements SecondJudgement {
    private final Again again;
    private final FactsCollector facts;

    public WaitingJudgement(Again again, FactsCollector facts) {
        this.again = again;
        this.facts = facts;
    }

    @Override
    public Map<UUID, Rejudged> judge(Collection<UUID> deliveries, Agreements agreements, Instant at) {
        var judged = new HashMap<UUID, Rejudged>();
        Map<Outbox, List<Reopened>> byOutbox =
                again.open(deliveries).values().stream().collect(Collectors.groupingBy(Reopened::outbox));
        byOutbox.forEach((outbox, opened) -> {
            Map<UUID, Facts> known = facts.again(agreements, outbox, opened, at);
            opened.forEach(each -> judged.put(
                    each.original().delivery(),
                    judge(each, known.get(each.original().delivery()), agreements, at)));
        });
        return judged;
    }

    /** What was held and waits now has been released by who had to: no second review for the same delivery. */
    private static Rejudged judge(Reopened opened, Facts known, Agreements agreements, Instant at) {
        Original original = opened.original();
        Facts facts = original.wasHeld() ? known.withReview(Facts.Review.RELEASED) : known;
        Ruling ruling = Judging.judge(agreements, opened.admitted(), original.recipient(), at, facts);
        return new Rejudged(
                opened.message(),
                opened.admitted().references(),
                ruling,
                KnownEnds.of(agreements, opened.admitted(), ruling, at, facts));
    }
}
