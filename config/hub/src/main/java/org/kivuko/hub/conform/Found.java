package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What is known of a target before cases are asked.
 *
 * @param addressee whom messages are for; empty where nobody is known
 * @param posts border posts of the sender's state
 * @param permitted a message of each kind that crosses, to be made new
 * @param reasons why there is none, in the target's words
 * @param noPartner why nothing can be asked on the recipient's side
 */
record Found(
        String addressee,
        List<String> posts,
        Map<Kind, ObjectNode> permitted,
        Map<Kind, String> reasons,
        String noPartner) {
    boolean has(Kind kind) {
        return permitted.containsKey(kind);
    }

    String whyNot(Kind kind) {
        String reason = reasons.getOrDefault(kind, "");
        return reason.isEmpty() ? "" : "; the nearest answer: " + reason;
    }
}
