package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeMap;
import org.kivuko.agreement.Cells;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Demands;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Rule;

/** What a permit states beyond who, what and which fields, under the keys of its file; what it does not state is absent. */
final class TermsJson {
    private TermsJson() {}

    static void add(ObjectNode json, Rule rule) {
        addDuties(json, rule.duties());
        addControls(json, rule.controls());
        addDemands(json, rule.demands());
        rule.cells().ifPresent(cells -> addCells(json.putObject("cells"), cells));
    }

    private static void addDuties(ObjectNode json, Duties duties) {
        duties.retention().ifPresent(period -> json.put("retention", period.toString()));
        if (duties.passing().onward() != Onward.PROHIBITED) {
            json.put("onward", duties.passing().onward().code());
        }
        if (duties.passing().onward() == Onward.LISTED) {
            sorted(json, "onwardTo", duties.passing().to());
        }
        if (duties.passing().evidence() != EvidenceUse.PROHIBITED) {
            json.put("evidence", duties.passing().evidence().code());
        }
        if (!duties.acknowledge().isEmpty() || duties.acknowledgeOtherwise().isPresent()) {
            var acknowledge = json.putObject("acknowledge");
            new TreeMap<>(duties.acknowledge())
                    .forEach((urgency, within) -> acknowledge.put(urgency.code(), within.toString()));
            duties.acknowledgeOtherwise().ifPresent(within -> acknowledge.put("Default", within.toString()));
        }
    }

    private static void addControls(ObjectNode json, Controls controls) {
        controls.rateCap().ifPresent(cap -> json.put("rateCap", cap.most() + "/" + cap.within()));
        controls.reviewWithin().ifPresent(within -> json.put("review", true).put("reviewWithin", within.toString()));
        if (!controls.copies().isEmpty()) {
            sorted(
                    json,
                    "copies",
                    controls.copies().stream().map(Controls.Copy::code).toList());
        }
        controls.emergency().ifPresent(emergency -> {
            var part = json.putObject("emergency");
            sorted(part, "by", emergency.by());
            part.put("most", emergency.most().toString());
        });
    }

    private static void addDemands(ObjectNode json, Demands demands) {
        if (!demands.languages().isEmpty()) {
            demands.languages().forEach(json.putArray("languages")::add);
        }
        if (demands.evaluation()) {
            json.put("evaluation", true);
        }
        if (!demands.participants().isEmpty()) {
            sorted(json, "participants", demands.participants());
        }
    }

    private static void addCells(ObjectNode json, Cells cells) {
        json.put("min", cells.min());
        if (!cells.minBy().isEmpty()) {
            var minBy = json.putObject("minBy");
            new TreeMap<>(cells.minBy()).forEach((dimension, least) -> minBy.put(dimension.code(), least));
        }
        json.put("secondary", cells.secondary());
    }

    private static void sorted(ObjectNode json, String member, Collection<?> values) {
        values.stream().map(Object::toString).sorted().forEach(json.putArray(member)::add);
    }
}
