package org.kivuko.hub.odrl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageType;

/** Writes one rule as a permission or prohibition of ODRL. */
final class RuleExport {
    private final Agreement agreement;

    RuleExport(Agreement agreement) {
        this.agreement = agreement;
    }

    static String state(String code) {
        return "urn:kivuko:state:" + code;
    }

    static String annex(Agreement agreement, String name) {
        return "urn:kivuko:annex:" + agreement.id() + ":" + agreement.version() + ":" + name;
    }

    ObjectNode rule(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("uid", "urn:kivuko:rule:" + agreement.id() + ":" + agreement.version() + ":" + rule.id());
        json.set("assigner", agencies(rule.from(), rule.senders()));
        json.set("assignee", agencies(rule.to(), rule.recipients()));
        json.put("action", "distribute");
        json.set("target", messages(rule));
        conditions(rule, new Constraints(json.putArray("constraint")));
        if (rule.kind() == Rule.Kind.PERMIT) {
            new DutyExport(json.putArray("duty")).add(rule);
        }
        return json;
    }

    /** One side of the ordered pair: the agencies of a state, or of every party, narrowed to those that the rule names. */
    private ObjectNode agencies(String side, List<Rule.Party> named) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@type", "PartyCollection");
        json.put(
                "source",
                side.equals(Rule.EVERY_PARTY) ? "urn:kivuko:parties:" + agreement.id() : state(side) + ":agencies");
        if (!named.isEmpty()) {
            new Constraints(json.putArray("refinement"))
                    .anyOf(
                            "kivuko:agencyOrRole",
                            named.stream().map(RuleExport::party).toList());
        }
        return json;
    }

    private static String party(Rule.Party party) {
        return party instanceof Rule.Party.WithRole role
                ? "urn:kivuko:role:" + role.role().code()
                : "urn:kivuko:agency:" + ((Rule.Party.Named) party).agency();
    }

    private static ObjectNode messages(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@type", "AssetCollection");
        json.put("source", "urn:kivuko:messages");
        var types = rule.messages().stream().map(MessageType::code).toList();
        var alertTypes =
                rule.alertTypes().stream().map(Rule.AlertTypes::pattern).toList();
        if (!types.isEmpty() || !alertTypes.isEmpty()) {
            new Constraints(json.putArray("refinement"))
                    .anyOf("kivuko:messageType", types)
                    .anyOf("kivuko:alertType", alertTypes);
        }
        return json;
    }

    private void conditions(Rule rule, Constraints constraints) {
        constraints.is("dateTime", "gteq", agreement.valid().from().toString(), "xsd:date");
        agreement.valid().until().ifPresent(day -> constraints.is("dateTime", "lt", day.toString(), "xsd:date"));
        rule.annex().ifPresent(name -> constraints.is("kivuko:acceptedByBoth", "eq", annex(agreement, name)));
        constraints
                .anyOf("purpose", codes(rule.purposes()))
                .anyOf(
                        "spatial",
                        rule.posts().stream()
                                .map(post -> "urn:kivuko:crossing:" + post)
                                .toList())
                .anyOf("kivuko:status", statuses(rule))
                .anyOf("kivuko:travellers", codes(rule.travellers()));
        rule.minSeverity().ifPresent(severity -> constraints.is("kivuko:severity", "gteq", severity.code()));
        if (rule.whenProtected()) {
            constraints.is("kivuko:showsProtection", "eq", "true", "xsd:boolean");
        }
        rule.handlingMax().ifPresent(most -> constraints.is("kivuko:handling", "lteq", most.code()));
        rule.maxBytes()
                .ifPresent(bytes -> constraints.is("kivuko:sizeBytes", "lteq", Integer.toString(bytes), "xsd:integer"));
        demands(rule, constraints);
    }

    private static void demands(Rule rule, Constraints constraints) {
        constraints
                .anyOf("language", rule.demands().languages())
                .anyOf(
                        "kivuko:exerciseParticipant",
                        rule.demands().participants().stream()
                                .map(agency -> "urn:kivuko:agency:" + agency)
                                .toList());
        if (rule.demands().evaluation()) {
            constraints.is("kivuko:evaluated", "eq", "true", "xsd:boolean");
        }
        rule.controls()
                .rateCap()
                .ifPresent(cap -> constraints.together(List.of(
                        new Constraints.Typed("count", "lteq", Integer.toString(cap.most()), "xsd:integer"),
                        new Constraints.Typed("timeInterval", "eq", cap.within().toString(), "xsd:duration"))));
        rule.controls().emergency().ifPresent(emergency -> constraints
                .anyOf(
                        "kivuko:emergencyDeclaredBy",
                        emergency.by().stream()
                                .map(agency -> "urn:kivuko:agency:" + agency)
                                .toList())
                .is("kivuko:emergencyLength", "lteq", emergency.most().toString(), "xsd:duration"));
        rule.cells().ifPresent(cells -> {
            constraints.is("kivuko:cellCount", "gteq", Integer.toString(cells.min()), "xsd:integer");
            cells.minBy()
                    .forEach((dimension, least) -> constraints.is(
                            "kivuko:cellCountBy-" + dimension.code(), "gteq", Integer.toString(least), "xsd:integer"));
        });
    }

    /** What a permit does not state is actual alone; a prohibit that states none means all. */
    private static Collection<String> statuses(Rule rule) {
        return rule.statuses().isEmpty() && rule.kind() == Rule.Kind.PERMIT
                ? List.of("actual")
                : codes(rule.statuses());
    }

    static List<String> codes(Collection<? extends Coded> values) {
        return values.stream().map(Coded::code).toList();
    }
}
