package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** The page of one code: what it means, who has to act, what to do, and how it is told. */
final class ErrorPage {
    /** What only judging knows: an answer of the door hardly ever carries these. */
    private static final Set<Code> JUDGED = judged();

    /** What is told without a place. */
    private static final Set<Code> OF_THE_CALL = EnumSet.of(
            Code.NOT_AUTHENTICATED,
            Code.NOT_FOUND,
            Code.METHOD,
            Code.NOT_ACCEPTABLE,
            Code.MEDIA_TYPE,
            Code.NOT_ALLOWED,
            Code.NOT_AVAILABLE,
            Code.TOO_LARGE);

    private ErrorPage() {}

    static String path(Code code) {
        return DocsPage.PATH + "/errors/" + code.code();
    }

    static byte[] html(Code code, DocsTexts texts) {
        var parts = Map.of(
                "code", code.code(),
                "meaning", DocsFrame.shown(texts.meaning(code)),
                "actor", DocsFrame.escaped(texts.text(DocsTexts.actorKey(code))),
                "remedy", DocsFrame.shown(texts.text(DocsTexts.remedyKey(code))),
                "problem", DocsFrame.escaped(problem(code).toPrettyString()),
                "status", String.valueOf(code.httpStatus()),
                "judged", JUDGED.contains(code) ? inAReceipt(code, texts) : "");
        return DocsFrame.html(new DocsFrame.Page(code.code(), path(code), "error.html", parts), texts);
    }

    /** As the hub itself writes it. */
    static JsonNode problem(Code code) {
        return OF_THE_CALL.contains(code)
                ? ProblemJson.of(code.httpStatus(), code, code.title(), List.of())
                : ProblemJson.of(List.of(new Fault("/data", code, code.title())));
    }

    private static String inAReceipt(Code code, DocsTexts texts) {
        JsonNode part = JsonNodeFactory.instance
                .objectNode()
                .put("agency", "UGA.DCIC")
                .put("outcome", "refused")
                .put("reason", code.code());
        return "<h2>" + DocsFrame.escaped(texts.text("error.judged")) + "</h2><pre dir=\"ltr\" tabindex=\"0\">"
                + DocsFrame.escaped(part.toPrettyString()) + "</pre>";
    }

    private static Set<Code> judged() {
        Set<Code> judged = EnumSet.range(Code.NO_AGREEMENT, Code.REVIEW_REQUIRED);
        judged.addAll(EnumSet.of(Code.TOO_LARGE, Code.EXPIRED, Code.NOT_DELIVERABLE));
        return judged;
    }
}
