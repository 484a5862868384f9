package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what came of a simulation for programs. Pure functions. */
public final class OutcomeJson {
    private OutcomeJson() {}

    /** Times in whole milliseconds. */
    public static ObjectNode of(Outcome outcome) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("fine", outcome.fine())
                .put("seed", outcome.seed())
                .put("run", outcome.run());
        var neighbours = document.putArray("neighbours");
        outcome.neighbours().forEach(each -> add(neighbours.addObject(), each));
        return document;
    }

    private static void add(ObjectNode json, Outcome.Neighbour each) {
        Account account = each.account();
        json.put("agency", each.part().agency().toString())
                .put("profile", each.part().profile().code())
                .put("fine", each.fine())
                .put("done", each.done())
                .put("posted", account.posted())
                .put("accepted", account.accepted())
                .put("unanswered", account.unanswered())
                .put("delivered", account.delivered())
                .put("again", account.handedAgain())
                .put("gaps", account.gaps());
        var refusals = json.putObject("refused");
        account.refusals().forEach(refusals::put);
        spread(json.putObject("answered"), account.answers());
        spread(json.putObject("arrived"), each.arrivals());
        var promises = json.putArray("promises");
        account.promises().forEach((promise, tally) -> {
            var row = promises.addObject()
                    .put("promise", promise.name())
                    .put("words", promise.words())
                    .put("kept", tally.kept())
                    .put("broken", tally.broken());
            if (tally.broken() > 0) {
                row.put("found", tally.firstBroken());
            }
        });
        var unseen = json.putArray("notSeen");
        each.part().profile().looksFor().stream()
                .filter(promise -> !account.promises().containsKey(promise))
                .map(Promise::name)
                .forEach(unseen::add);
    }

    private static void spread(ObjectNode json, Spread spread) {
        json.put("count", spread.count())
                .put("half", spread.half().toMillis())
                .put("most", spread.most().toMillis());
    }
}
