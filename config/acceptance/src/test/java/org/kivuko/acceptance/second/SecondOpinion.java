package org.kivuko.acceptance.second;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the second evaluator says of one message for one recipient, in the words of the contract.
 *
 * @param delivered the whole event as it would be delivered, without what only a delivery has; empty unless it crosses
 * @param passingOn under what, and to which agencies, the recipient may pass it on; empty unless it crosses
 * @param holdUntil until when somebody has to decide; empty unless held
 */
record SecondOpinion(
        String outcome,
        Optional<String> reason,
        SortedSet<String> rules,
        SortedSet<String> removed,
        SortedSet<String> transformed,
        Optional<ObjectNode> delivered,
        Optional<String> passingOn,
        Optional<Instant> holdUntil) {

    /** The outcome and, where there is one, its reason. */
    String heading() {
        return outcome + reason.map(code -> " " + code).orElse("");
    }
}
