package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeMap;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Ending;
import org.kivuko.agreement.Rule;
import org.kivuko.exchange.Times;
import org.kivuko.model.Coded;

/** Agreements under the keys of their files; what a rule does not state is absent. */
final class AgreementJson {
    private AgreementJson() {}

    /** What the list shows of each. */
    static ObjectNode summary(Agreement agreement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("agreement", agreement.id());
        json.put("version", agreement.version());
        json.put("title", agreement.title());
        strings(json, "parties", agreement.parties());
        json.put("state", agreement.state().code());
        ObjectNode valid = json.putObject("valid");
        valid.put("from", agreement.valid().from().toString());
        agreement.valid().until().ifPresent(until -> valid.put("until", until.toString()));
        return json;
    }

    static ObjectNode whole(Agreement agreement) {
        ObjectNode json = summary(agreement);
        ObjectNode instrument = json.putObject("instrument");
        instrument.put("name", agreement.instrument().name());
        agreement.instrument().article().ifPresent(article -> instrument.put("article", article));
        ObjectNode annexes = json.putObject("annexes");
        new TreeMap<>(agreement.annexes()).forEach((annex, states) -> strings(annexes, annex, sorted(states)));
        ArrayNode rules = json.putArray("rules");
        agreement.rules().forEach(rule -> rules.add(rule(rule)));
        if (!agreement.ending().notice().equals(Ending.UNSAID.notice())) {
            json.put("terminationNotice", agreement.ending().notice().toString());
        }
        agreement.ending().keep().ifPresent(keep -> json.putObject("windDown").put("keep", keep.toString()));
        agreement.life().end().ifPresent(end -> {
            json.put("ends", Times.text(end));
            agreement.ending().heldUntil(end).ifPresent(until -> json.put("heldUntil", Times.text(until)));
        });
        return json;
    }

    private static ObjectNode rule(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rule", rule.id());
        json.put("kind", rule.kind().code());
        json.put("from", rule.from());
        json.put("to", rule.to());
        rule.annex().ifPresent(annex -> json.put("annex", annex));
        addMatchers(json, rule);
        if (rule.whenProtected()) {
            json.putObject("when").put("protected", true);
        }
        addLimits(json, rule);
        TermsJson.add(json, rule);
        return json;
    }

    private static void addMatchers(ObjectNode json, Rule rule) {
        stated(
                json,
                "messages",
                rule.messages().stream().map(type -> type.shortName()).sorted().toList());
        stated(
                json,
                "alertTypes",
                rule.alertTypes().stream().map(Rule.AlertTypes::pattern).toList());
        stated(
                json,
                "senders",
                rule.senders().stream().map(AgreementJson::party).toList());
        stated(
                json,
                "recipients",
                rule.recipients().stream().map(AgreementJson::party).toList());
        stated(json, "posts", sorted(rule.posts()));
        stated(json, "purposes", codes(rule.purposes()));
        stated(json, "statuses", codes(rule.statuses()));
        rule.minSeverity().ifPresent(severity -> json.put("minSeverity", severity.code()));
        stated(json, "travellers", codes(rule.travellers()));
    }

    private static void addLimits(ObjectNode json, Rule rule) {
        if (!rule.fields().equals(Rule.Fields.NONE)) {
            ObjectNode fields = json.putObject("fields");
            strings(fields, "keep", rule.fields().keep());
            if (!rule.fields().transform().isEmpty()) {
                ObjectNode transform = fields.putObject("transform");
                new TreeMap<>(rule.fields().transform()).forEach((path, how) -> transform.put(path, how.code()));
            }
            stated(fields, "require", rule.fields().require());
        }
        if (rule.handlingDefault().isPresent() || rule.handlingMax().isPresent()) {
            ObjectNode handling = json.putObject("handling");
            rule.handlingDefault().ifPresent(code -> handling.put("default", code.code()));
            rule.handlingMax().ifPresent(code -> handling.put("max", code.code()));
        }
        rule.maxBytes().ifPresent(bytes -> json.put("maxBytes", bytes));
    }

    private static String party(Rule.Party party) {
        return party instanceof Rule.Party.WithRole role
                ? ":" + role.role().code()
                : ((Rule.Party.Named) party).agency().toString();
    }

    private static Collection<String> codes(Collection<? extends Coded> values) {
        return values.stream().map(Coded::code).sorted().toList();
    }

    private static Collection<String> sorted(Collection<String> values) {
        return values.stream().sorted().toList();
    }

    private static void stated(ObjectNode json, String member, Collection<String> values) {
        if (!values.isEmpty()) {
            strings(json, member, values);
        }
    }

    private static void strings(ObjectNode json, String member, Collection<String> values) {
        values.forEach(json.putArray(member)::add);
    }
}
