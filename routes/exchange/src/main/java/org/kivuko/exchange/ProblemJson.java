package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * Refusals as RFC 9457 problem documents, the same at every door. Nothing of what was sent and nothing of an exception ever
 * stands in them. Pure functions.
 */
public final class ProblemJson {
    private ProblemJson() {}

    /**
     * Faults of an input; the first one's code leads.
     *
     * @param faults at least one, sorted
     */
    public static ObjectNode of(List<Fault> faults) {
        return of(faults.get(0).httpStatus(), faults);
    }

    /** The same under another status than the leading code's own. */
    public static ObjectNode of(int status, List<Fault> faults) {
        Fault first = faults.get(0);
        String detail = faults.size() == 1 ? first.detail() : faults.size() + " places are at fault";
        return of(status, first.code(), detail, faults);
    }

    /** @param faults none where no single place is at fault */
    public static ObjectNode of(int status, Code code, String detail, List<Fault> faults) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "/docs#" + code.code());
        document.put("title", sentence(code.title()));
        document.put("status", status);
        document.put("detail", sentence(detail));
        document.put("code", code.code());
        if (!faults.isEmpty()) {
            addFaults(document, "errors", faults);
        }
        return document;
    }

    /** Adds {@code [{pointer, detail, code}]}. */
    public static void addFaults(ObjectNode document, String member, List<Fault> faults) {
        ArrayNode list = document.putArray(member);
        faults.forEach(fault -> list.addObject()
                .put("pointer", fault.pointer())
                .put("detail", fault.detail())
                .put("code", fault.code().code()));
    }

    /** A text with its capital and its full stop. */
    public static String sentence(String text) {
        String end = text.endsWith(".") ? "" : ".";
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + end;
    }
}
