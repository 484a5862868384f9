package org.kivuko.hub.odrl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;

/** Writes one agreement as an ODRL policy in JSON-LD. */
public final class OdrlExport {
    /** The profile of what ODRL lacks; its terms stand in config/agreements/ODRL.md. */
    static final String PROFILE = "urn:kivuko:odrl-profile:1";

    static final String TERMS = PROFILE + ":";

    private OdrlExport() {}

    /** The policy: an {@code Agreement} once both sides have agreed, before that an {@code Offer}. */
    public static ObjectNode policy(Agreement agreement) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        var context = policy.putArray("@context");
        context.add("http://www.w3.org/ns/odrl.jsonld");
        context.addObject().put("kivuko", TERMS).put("dct", "http://purl.org/dc/terms/");
        policy.put("@type", agreement.state() == Agreement.State.DRAFT ? "Offer" : "Agreement");
        policy.put("uid", "urn:kivuko:agreement:" + agreement.id() + ":" + agreement.version());
        policy.put("profile", PROFILE);
        policy.put("conflict", "prohibit");
        policy.put("dct:title", agreement.title());
        policy.put("kivuko:instrument", agreement.instrument().name());
        agreement.instrument().article().ifPresent(article -> policy.put("kivuko:article", article));
        policy.put("kivuko:state", agreement.state().code());
        policy.put("kivuko:terminationNotice", agreement.ending().notice().toString());
        agreement.ending().keep().ifPresent(period -> policy.put("kivuko:windDownKeep", period.toString()));
        var parties = policy.putArray("kivuko:party");
        agreement.parties().forEach(state -> parties.add(RuleExport.state(state)));
        annexes(agreement, policy);
        var export = new RuleExport(agreement);
        add(agreement, Rule.Kind.PERMIT, "permission", export, policy);
        add(agreement, Rule.Kind.PROHIBIT, "prohibition", export, policy);
        return policy;
    }

    private static void annexes(Agreement agreement, ObjectNode policy) {
        var annexes = policy.putArray("kivuko:annex");
        new TreeMap<>(agreement.annexes()).forEach((name, states) -> {
            var annex = annexes.addObject().put("uid", RuleExport.annex(agreement, name));
            var accepted = annex.putArray("kivuko:acceptedBy");
            states.stream().sorted().map(RuleExport::state).forEach(accepted::add);
        });
    }

    private static void add(Agreement agreement, Rule.Kind kind, String member, RuleExport export, ObjectNode policy) {
        var rules =
                agreement.rules().stream().filter(rule -> rule.kind() == kind).toList();
        if (!rules.isEmpty()) {
            var list = policy.putArray(member);
            rules.stream().map(export::rule).forEach(list::add);
        }
    }
}
