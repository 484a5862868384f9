package org.kivuko.agreement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.cells.Release;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;

/**
 * What the agreements say about one message for one recipient.
 *
 * @param reason present where refused or held
 * @param rules the permits that matched or the prohibits that refused, as {@code KEN-UGA.osbp@3/K-U-1}, sorted
 * @param agreements the agreements of those rules, as {@code KEN-UGA.osbp@3}, sorted
 * @param removed paths of the leaves that stood in the message and do not cross, sorted; with
 *     {@link #HIDDEN_CELLS} only for operators
 * @param transformed paths of the leaves that cross changed, sorted
 * @param obligations what the recipient owes for what it is given, with the code under which it is delivered
 * @param hold present where held
 * @param data what crosses of the member {@code data}; empty unless the outcome crosses. Read only
 * @param figures of a flow report that crosses: what has to be kept for the next one ({@link Facts#earlierReleases})
 */
public record Ruling(
        AgencyId recipient,
        Outcome outcome,
        Optional<Code> reason,
        List<String> rules,
        List<String> agreements,
        List<String> removed,
        List<String> transformed,
        Obligations obligations,
        Optional<Hold> hold,
        Optional<ObjectNode> data,
        Optional<Release> figures) {

    /** Stands in {@code removed} for cells of people under protection and for small counts. Operators alone may see it. */
    public static final String HIDDEN_CELLS = "cells[]";

    public Ruling {
        rules = List.copyOf(rules);
        agreements = List.copyOf(agreements);
        removed = List.copyOf(removed);
        transformed = List.copyOf(transformed);
    }

    /** A ruling on anything but figures. */
    public Ruling(
            AgencyId recipient,
            Outcome outcome,
            Optional<Code> reason,
            List<String> rules,
            List<String> agreements,
            List<String> removed,
            List<String> transformed,
            Obligations obligations,
            Optional<Hold> hold,
            Optional<ObjectNode> data) {
        this(
                recipient,
                outcome,
                reason,
                rules,
                agreements,
                removed,
                transformed,
                obligations,
                hold,
                data,
                Optional.empty());
    }

    /** A ruling that gives the recipient nothing, and no reason to name a rule. */
    public static Ruling refused(AgencyId recipient, Code reason, Handling handling) {
        return new Ruling(
                recipient,
                Outcome.REFUSED,
                Optional.of(reason),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Obligations.of(handling),
                Optional.empty(),
                Optional.empty());
    }

    /** The code under which it is delivered. */
    public Handling handling() {
        return obligations.handling();
    }

    /** What of a list of removed paths its sender may see; operators may see all of it. */
    public static List<String> shownToSender(List<String> removed) {
        return removed.stream().filter(path -> !path.equals(HIDDEN_CELLS)).toList();
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Ruling[" + recipient + " " + outcome.code()
                + reason.map(code -> " " + code).orElse("") + "]";
    }
}
