package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.Select;

/** Which copies of which queue are meant. What names none and states no cause is refused: it never means all of them. */
record SelectBody(FailureQueue queue, Select select) {
    private static final Set<String> MEMBERS = Set.of("queue", "select");
    private static final Set<String> OF_SELECT = Set.of("copies", "cause", "agency", "from", "until");

    static Reading<SelectBody> read(byte[] body) {
        Optional<JsonNode> tree = JsonBody.tree(body);
        if (tree.isEmpty()) {
            return Acting.unreadable();
        }
        var faults = new ArrayList<Fault>();
        JsonBody.addUnknown(tree.get(), MEMBERS, faults);
        Optional<FailureQueue> queue =
                Coded.find(FailureQueue.class, tree.get().path("queue").asText());
        if (queue.isEmpty()) {
            faults.add(Acting.fault("/queue", "expected one of " + Coded.all(FailureQueue.class)));
        }
        Optional<Select> select = select(tree.get().path("select"), faults);
        return faults.isEmpty()
                ? new Reading.Accepted<>(new SelectBody(queue.orElseThrow(), select.orElseThrow()), List.of())
                : new Reading.Refused<>(faults);
    }

    private static Optional<Select> select(JsonNode tree, List<Fault> faults) {
        JsonBody.addUnknown(tree, OF_SELECT, faults);
        boolean one = tree.isObject() && tree.has("copies") != tree.has("cause");
        if (!one) {
            faults.add(Acting.fault("/select", "expected either copies, each named, or a cause"));
            return Optional.empty();
        }
        return tree.has("copies") ? copies(tree, faults) : matching(tree, faults);
    }

    private static Optional<Select> copies(JsonNode tree, List<Fault> faults) {
        JsonNode list = tree.path("copies");
        var copies = new ArrayList<String>();
        list.forEach(copy -> copies.add(copy.isTextual() ? copy.asText() : ""));
        boolean fits = list.isArray()
                && tree.size() == 1
                && !copies.isEmpty()
                && copies.size() <= Select.MOST_NAMED
                && copies.stream().noneMatch(String::isBlank);
        if (!fits) {
            faults.add(Acting.fault(
                    "/select/copies", "expected 1 to " + Select.MOST_NAMED + " copies, and nothing beside"));
        }
        return fits ? Optional.of(new Select.Copies(copies)) : Optional.empty();
    }

    private static Optional<Select> matching(JsonNode tree, List<Fault> faults) {
        String cause = tree.path("cause").asText();
        if (cause.isBlank()) {
            faults.add(Acting.fault("/select/cause", "expected the code of a cause"));
        }
        Optional<AgencyId> agency = AgencyId.parse(tree.path("agency").asText());
        if (tree.has("agency") && agency.isEmpty()) {
            faults.add(Acting.fault("/select/agency", "expected a code like KEN.DIS"));
        }
        Optional<Instant> from = instant(tree, "from", faults);
        Optional<Instant> until = instant(tree, "until", faults);
        return faults.isEmpty() ? Optional.of(new Select.Matching(cause, agency, from, until)) : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode tree, String member, List<Fault> faults) {
        if (!tree.has(member)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(tree.path(member).asText()).toInstant());
        } catch (DateTimeParseException noInstant) {
            faults.add(Acting.fault("/select/" + member, "expected an instant as RFC 3339 writes it"));
            return Optional.empty();
        }
    }
}
