package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.Times;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.shift.Maintenance;
import org.kivuko.operations.shift.ShiftDesk;

/** The shift: what the last one left, who is on call, and what stands still on purpose. */
final class ShiftCalls {
    private static final Set<String> NOTE = Set.of("text", "key", "reason");
    private static final Set<String> WINDOW = Set.of("agency", "all", "from", "until", "text", "key", "reason");
    private static final String ALL = "all";
    private static final int LONGEST_NOTE = 2_000;

    private final ShiftDesk desk;
    private final InstantSource clock;

    ShiftCalls(ShiftPorts ports, InstantSource clock) {
        this.desk = ports.desk();
        this.clock = clock;
    }

    Answer shift(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode notes = document.putArray("notes");
        desk.notes(call.operator().scope()).forEach(note -> notes.addObject()
                .put("note", note.id().toString())
                .put("at", Times.text(note.at()))
                .put("by", note.by())
                .put("text", note.text()));
        ArrayNode onCall = document.putArray("onCall");
        desk.onCall(call.operator().scope()).forEach(each -> {
            ObjectNode json = onCall.addObject().put("agency", each.agency().toString());
            each.name().ifPresent(name -> json.put("name", name));
            json.put("phone", each.phone());
        });
        ArrayNode windows = document.putArray("maintenance");
        desk.windows(call.operator().scope()).forEach(window -> windows.add(json(window)));
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    private static ObjectNode json(ShiftDesk.ShownWindow window) {
        Maintenance it = window.maintenance();
        return JsonNodeFactory.instance
                .objectNode()
                .put("maintenance", it.id().toString())
                .put("agency", it.agency().map(AgencyId::toString).orElse(ALL))
                .put("from", Times.text(it.from()))
                .put("until", Times.text(it.until()))
                .put("by", it.by())
                .put("text", window.text());
    }

    Answer leave(Call call) {
        var body = OpsBody.read(call, NOTE);
        String text = body.text("text", LONGEST_NOTE);
        UUID key = body.key();
        if (body.isFaulty()) {
            return body.problem();
        }
        desk.leave(key, call.operator(), text);
        return shift(call).noting(key.toString(), MissingNode.getInstance(), MissingNode.getInstance());
    }

    /** Of an agency, or with {@code all} true, or {@code agency} {@code all}, of the hub. */
    Answer announce(Call call) {
        var body = OpsBody.read(call, WINDOW);
        boolean all = body.has(ALL) && body.yesOrNo(ALL);
        Optional<String> named = all ? Optional.empty() : Optional.of(body.text("agency", OpsBody.LONGEST_TEXT));
        Optional<String> agency = named.filter(text -> !text.equals(ALL));
        if (agency.isPresent() && agency.flatMap(AgencyId::parse).isEmpty()) {
            body.fault("/agency", "an agency like KEN.DIS, or all, is needed here");
        }
        Instant from = body.instant("from");
        Instant until = body.instant("until");
        String text = body.text("text");
        UUID key = body.key();
        if (!body.isFaulty() && (!until.isAfter(from) || !until.isAfter(clock.instant()))) {
            body.fault("/until", "an instant after 'from' that lies ahead is needed here");
        }
        if (body.isFaulty()) {
            return body.problem();
        }
        boolean done = desk.announce(
                key,
                agency.flatMap(AgencyId::parse),
                from,
                until,
                call.operator().login(),
                text,
                call.operator().scope());
        ObjectNode after = JsonNodeFactory.instance
                .objectNode()
                .put("agency", agency.orElse(ALL))
                .put("from", Times.text(from))
                .put("until", Times.text(until));
        return done ? shift(call).noting(key.toString(), MissingNode.getInstance(), after) : Problem.notFound();
    }
}
