package org.kivuko.hub.odrl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Rule;
import org.kivuko.model.Urgency;

/** What a permission is bound to: what is taken out first, and what the recipient owes afterwards. */
final class DutyExport {
    private final ArrayNode duties;

    DutyExport(ArrayNode duties) {
        this.duties = duties;
    }

    void add(Rule rule) {
        reduction(rule);
        rule.duties()
                .retention()
                .ifPresent(period -> elapsed(duties.addObject().put("action", "delete"), period.toString()));
        passingOn(rule);
        new TreeMap<>(rule.duties().acknowledge())
                .forEach((urgency, within) -> acknowledge(within, Optional.of(urgency)));
        rule.duties().acknowledgeOtherwise().ifPresent(within -> acknowledge(within, Optional.empty()));
        rule.controls()
                .reviewWithin()
                .ifPresent(within -> elapsed(duties.addObject().put("action", "kivuko:review"), within.toString()));
        rule.controls().copies().stream()
                .sorted()
                .forEach(copy -> duties.addObject().put("action", "kivuko:copy").put("kivuko:to", copy.code()));
        rule.handlingDefault()
                .ifPresent(code ->
                        duties.addObject().put("action", "kivuko:handle").put("kivuko:handlingAtLeast", code.code()));
    }

    /** ODRL knows no parts of an asset: what is kept, changed and required stands in terms of the profile. */
    private void reduction(Rule rule) {
        var redact = duties.addObject().put("action", "kivuko:reduce");
        rule.fields().keep().forEach(redact.putArray("kivuko:keep")::add);
        var transforms = redact.putArray("kivuko:transform");
        new TreeMap<>(rule.fields().transform())
                .forEach((path, how) ->
                        transforms.addObject().put("kivuko:path", path).put("kivuko:to", how.code()));
        rule.fields().require().forEach(redact.putArray("kivuko:require")::add);
        rule.cells().ifPresent(cells -> redact.put("kivuko:secondarySuppression", cells.secondary()));
    }

    private void passingOn(Rule rule) {
        var passing = rule.duties().passing();
        var duty = duties.addObject()
                .put("action", passing.onward() == Onward.CONSENT ? "obtainConsent" : "kivuko:keepToOneself")
                .put("kivuko:onward", passing.onward().code())
                .put("kivuko:evidence", passing.evidence().code());
        if (!passing.to().isEmpty()) {
            var to = duty.putArray("kivuko:onwardTo");
            passing.to().stream().sorted().forEach(to::add);
        }
    }

    private void acknowledge(Duration within, Optional<Urgency> urgency) {
        var duty = duties.addObject().put("action", "kivuko:acknowledge");
        var constraints = elapsed(duty, within.toString());
        urgency.ifPresent(word -> constraints.is("kivuko:urgency", "eq", word.code()));
    }

    private static Constraints elapsed(ObjectNode duty, String length) {
        return new Constraints(duty.putArray("constraint")).is("elapsedTime", "lteq", length, "xsd:duration");
    }
}
