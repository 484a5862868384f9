package org.kivuko.exchange.matrix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.kivuko.agreement.MatrixPermit;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;

/** The matrix for programs. */
public final class MatrixJson {
    private MatrixJson() {}

    /** Writes {@code {rows: [{from, to, message, rules, recipients, keep, reason?, permits}]}}. */
    public static ObjectNode of(Collection<MatrixRow> rows) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var list = document.putArray("rows");
        rows.stream().map(MatrixJson::row).forEach(list::add);
        return document;
    }

    /** For overviews: {@code {rows: [{from, to, message, rules, reason?}]}}, a tenth of the whole. */
    public static ObjectNode brief(Collection<MatrixRow> rows) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var list = document.putArray("rows");
        rows.stream().map(MatrixJson::head).forEach(list::add);
        return document;
    }

    private static ObjectNode head(MatrixRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", row.from());
        json.put("to", row.to());
        json.put("message", row.message().shortName());
        strings(json, "rules", row.rules());
        row.reason().ifPresent(reason -> json.put("reason", reason.code()));
        return json;
    }

    private static ObjectNode row(MatrixRow row) {
        ObjectNode json = head(row);
        strings(json, "recipients", agencies(row.recipients()));
        strings(json, "keep", row.keep());
        var permits = json.putArray("permits");
        row.permits().stream().map(MatrixJson::permit).forEach(permits::add);
        return json;
    }

    private static ObjectNode permit(MatrixPermit permit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rule", permit.name());
        json.put("instrument", permit.agreement().instrument().name());
        permit.agreement().instrument().article().ifPresent(article -> json.put("article", article));
        strings(
                json,
                "alertTypes",
                permit.rule().alertTypes().stream()
                        .map(Rule.AlertTypes::pattern)
                        .toList());
        strings(json, "purposes", MatrixWords.codes(permit.rule().purposes()));
        strings(json, "recipients", agencies(permit.recipients()));
        var personal = json.putArray("personal");
        for (MatrixPermit.Field field : permit.fields()) {
            var each = personal.addObject().put("path", field.path());
            field.transform().ifPresent(transform -> each.put("transform", transform.code()));
        }
        return json;
    }

    private static List<String> agencies(List<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::toString).toList();
    }

    private static void strings(ObjectNode json, String member, Collection<String> values) {
        values.forEach(json.putArray(member)::add);
    }
}
