package org.kivuko.hub.simulate;

import java.util.Map;

/**
 * The figures of one neighbour. Immutable but for its maps, which nobody changes.
 *
 * @param posted calls, those included that had no answer
 * @param accepted messages
 * @param unanswered posts without an answer
 * @param refusals calls by status and code
 * @param delivered messages, each once
 * @param handedAgain deliveries that were handed out once more
 * @param gaps numbers of links that are missing
 * @param answers how long posts waited for their answer
 */
record Account(
        long posted,
        int accepted,
        long unanswered,
        Map<String, Long> refusals,
        int delivered,
        long handedAgain,
        long gaps,
        Spread answers,
        Map<Promise, Books.Tally> promises) {
    long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean fine() {
        return promises.values().stream().allMatch(tally -> tally.broken() == 0);
    }
}
