package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.Resends;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;
import org.kivuko.model.Reading;

/** Asking again for what was taken over and lost: by the numbers of a link. */
final class LinkCalls {
    private static final Set<String> MEMBERS = Set.of("channel", "lane", "epoch", "from", "to");
    private static final int LONGEST_EPOCH = 64;

    private final HttpPorts.ResendSource resends;

    LinkCalls(HttpPorts.ResendSource resends) {
        this.resends = resends;
    }

    Answer resend(Call call) {
        Optional<AgencyId> sender = AgencyId.parse(call.path().get("agency"));
        if (sender.isEmpty()) {
            return Problem.notFound();
        }
        Reading<Resends.Wish> wish = read(call.body(), sender.get());
        if (wish instanceof Reading.Refused<Resends.Wish> refused) {
            return Problem.of(refused.faults());
        }
        Resends.Result result = resends.ask(call.agency(), ((Reading.Accepted<Resends.Wish>) wish).value());
        if (result instanceof Resends.Result.Refused refused) {
            return Problem.of(refused.faults());
        }
        return result instanceof Resends.Result.Done done ? Answer.json(202, json(done.asked())) : Problem.notFound();
    }

    private static ObjectNode json(Withdrawals.Asked asked) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("again", asked.again())
                .put("waiting", asked.waiting());
        ArrayNode gone = document.putArray("gone");
        asked.gone().forEach(gone::add);
        return document;
    }

    private static Reading<Resends.Wish> read(byte[] body, AgencyId sender) {
        return JsonBody.tree(body).map(tree -> read(tree, sender)).orElseGet(LinkCalls::unreadable);
    }

    private static Reading<Resends.Wish> unreadable() {
        return new Reading.Refused<>(
                List.of(new Fault("", Code.UNREADABLE, "expected a JSON object with lane, epoch, from and to")));
    }

    private static Reading<Resends.Wish> read(JsonNode tree, AgencyId sender) {
        var faults = new ArrayList<Fault>();
        JsonBody.addUnknown(tree, MEMBERS, faults);
        Optional<Channel> channel =
                tree.has("channel") ? coded(Channel.class, tree, "channel", faults) : Optional.of(Channel.LIVE);
        Optional<Lane> lane = coded(Lane.class, tree, "lane", faults);
        Optional<String> epoch = epoch(tree, faults);
        Optional<Long> from = number(tree, "from", faults);
        Optional<Long> to = number(tree, "to", faults);
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparing(Fault::pointer));
            return new Reading.Refused<>(faults);
        }
        return new Reading.Accepted<>(
                new Resends.Wish(
                        sender,
                        channel.orElseThrow(),
                        lane.orElseThrow(),
                        epoch.orElseThrow(),
                        from.orElseThrow(),
                        to.orElseThrow()),
                List.of());
    }

    private static <E extends Enum<E> & Coded> Optional<E> coded(
            Class<E> type, JsonNode tree, String member, List<Fault> faults) {
        Optional<E> value = Coded.find(type, tree.path(member).asText());
        if (value.isEmpty()) {
            faults.add(fault("/" + member, "expected one of " + Coded.all(type)));
        }
        return value;
    }

    private static Optional<String> epoch(JsonNode tree, List<Fault> faults) {
        JsonNode value = tree.path("epoch");
        boolean fits =
                value.isTextual() && !value.asText().isEmpty() && value.asText().length() <= LONGEST_EPOCH;
        if (!fits) {
            faults.add(fault("/epoch", "expected the linkepoch of a delivery"));
        }
        return fits ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Long> number(JsonNode tree, String member, List<Fault> faults) {
        JsonNode value = tree.path(member);
        boolean fits = value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 1;
        if (!fits) {
            faults.add(fault("/" + member, "expected a linknumber, 1 or more"));
        }
        return fits ? Optional.of(value.asLong()) : Optional.empty();
    }

    private static Fault fault(String pointer, String expected) {
        return new Fault(pointer, Code.SCHEMA_VIOLATION, expected);
    }
}
