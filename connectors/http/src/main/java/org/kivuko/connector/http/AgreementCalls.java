package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.exchange.matrix.MatrixCsv;
import org.kivuko.exchange.matrix.MatrixHtml;
import org.kivuko.exchange.matrix.MatrixJson;

/** The agreements in force, as far as they concern the caller: a national protocol is nobody else's matter. */
final class AgreementCalls {
    /** One ordered pair, or the rows without what each permit lets cross. */
    static final Set<String> MATRIX_QUERY = Set.of("from", "to", "brief");

    private static final String HTML = "text/html";
    private static final String CSV = "text/csv";

    private final HttpPorts ports;

    AgreementCalls(HttpPorts ports) {
        this.ports = ports;
    }

    Answer list(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("agreements");
        inForce(call).map(AgreementJson::summary).forEach(list::add);
        return Answer.json(200, document);
    }

    Answer one(Call call) {
        String id = call.path().get("id");
        return inForce(call)
                .filter(agreement -> agreement.id().equals(id))
                .max(Comparator.comparingInt(Agreement::version))
                .map(agreement -> Answer.json(200, AgreementJson.whole(agreement)))
                .orElseGet(Problem::notFound);
    }

    /** What crosses between every two states; inside one it is that state's matter alone. */
    Answer matrix(Call call) {
        var agreements = ports.rulebook().agreements();
        var now = ports.clock().instant();
        var asked = call.query();
        String brief = asked.getOrDefault("brief", "false");
        if (!brief.equals("true") && !brief.equals("false")) {
            return Problem.of(400, List.of(Query.fault("brief", "true or false")));
        }
        var rows = agreements.matrix(now).stream()
                .filter(row -> !row.from().equals(row.to()) || call.isOf(row.from()))
                .filter(row -> row.from().equals(asked.getOrDefault("from", row.from())))
                .filter(row -> row.to().equals(asked.getOrDefault("to", row.to())))
                .toList();
        return switch (Accept.choose(call.accept(), List.of(Answer.JSON, HTML, CSV))
                .orElse(Answer.JSON)) {
            case HTML ->
                text(HTML, matrixPage(agreements, rows, now))
                        .with(FrontDoor.POLICY, FrontDoor.policy("'sha256-" + digest(MatrixHtml.style()) + "'"));
            case CSV -> text(CSV, MatrixCsv.of(rows));
            default -> Answer.json(200, brief.equals("true") ? MatrixJson.brief(rows) : MatrixJson.of(rows));
        };
    }

    /** By which a browser knows the page's own style, and takes no other. */
    private static String digest(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private String matrixPage(Agreements agreements, List<MatrixRow> rows, Instant now) {
        return MatrixHtml.of(
                agreements.directory(), rows, now, Optional.of(ports.rules().signatures()));
    }

    private static Answer text(String mediaType, String text) {
        return Answer.content(mediaType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private Stream<Agreement> inForce(Call call) {
        Instant now = ports.clock().instant();
        return ports.rulebook().agreements().inForce(now).stream().filter(call::mayKnow);
    }
}
