package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kivuko.agreement.Obligations;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Message;

/** Writes the decision of the contract: what would become of a message for one recipient. Pure functions. */
public final class DecisionWriter {
    private DecisionWriter() {}

    /**
     * Writes {@code {to, outcome, reason?, rules, removed, transformed, obligations, message?}}.
     *
     * @param forOperator whether it may tell what operators alone see
     */
    public static ObjectNode decision(Message message, Ruling ruling, boolean forOperator) {
        List<String> removed = forOperator ? ruling.removed() : Ruling.shownToSender(ruling.removed());
        ObjectNode decision = JsonNodeFactory.instance.objectNode();
        decision.put("to", ruling.recipient().toString());
        decision.put("outcome", ruling.outcome().code());
        ruling.reason().ifPresent(reason -> decision.put("reason", reason.code()));
        ruling.rules().forEach(decision.putArray("rules")::add);
        removed.forEach(decision.putArray("removed")::add);
        ruling.transformed().forEach(decision.putArray("transformed")::add);
        decision.set("obligations", obligations(ruling.obligations()));
        ruling.data().ifPresent(data -> decision.set("message", DeliveryWriter.event(message, ruling, data)));
        return decision;
    }

    private static ObjectNode obligations(Obligations owed) {
        ObjectNode obligations = JsonNodeFactory.instance.objectNode();
        obligations.put("handling", owed.handling().code());
        owed.acknowledgeBy().ifPresent(until -> obligations.put("acknowledgeBy", Times.text(until)));
        owed.retainUntil().ifPresent(until -> obligations.put("retainUntil", Times.text(until)));
        obligations.put("onward", owed.onward().code());
        return obligations;
    }
}
