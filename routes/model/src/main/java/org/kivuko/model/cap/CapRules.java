package org.kivuko.model.cap;

import static org.kivuko.model.cap.CapTree.text;
import static org.kivuko.model.cap.CapTree.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.model.Code;

/**
 * The rules of CAP 1.2 that its schema does not hold: 3 to 12 of the list in {@code config/schemas/CAP.md}. Judged on the
 * document as it was sent; what is missing because the form is broken is not complained of twice.
 */
final class CapRules {
    static final Set<String> WITH_INFO = Set.of("Alert", "Update");
    private static final Set<String> REFERRING = Set.of("Update", "Cancel", "Ack", "Error");
    private static final Set<String> STAYING = Set.of("System", "Draft");

    /** White space between addresses, and addresses in double quotes that may hold some. */
    private static final Pattern ADDRESSES = Pattern.compile("\\s*(?:(?:\"[^\"]*\"|[^\\s\"]++)(?:\\s+|$))*+");

    private final ObjectNode alert;
    private final List<ObjectNode> infos;
    private final CapFaults faults;

    private CapRules(ObjectNode alert, CapFaults faults) {
        this.alert = alert;
        this.infos = CapTree.objects(alert, "info");
        this.faults = faults;
    }

    static void check(ObjectNode alert, CapFaults faults) {
        var rules = new CapRules(alert, faults);
        rules.scope();
        rules.addresses();
        rules.references();
        rules.status();
        rules.infos();
    }

    private void scope() {
        String scope = text(alert, "scope").orElse("");
        boolean restriction = words(alert, "restriction").isPresent();
        if ("Restricted".equals(scope)) {
            faults.refuseUnless(
                    restriction, "/data/cap/scope", Code.CAP_03, "scope Restricted is stated without a restriction");
        } else if (!scope.isEmpty()) {
            faults.refuseUnless(
                    !restriction, "/data/cap/scope", Code.CAP_04, "a restriction is stated without scope Restricted");
        }
        faults.refuseUnless(
                !"Private".equals(scope) || words(alert, "addresses").isPresent(),
                "/to",
                Code.CAP_05,
                "scope Private is stated without addresses");
    }

    private void addresses() {
        boolean readable = text(alert, "addresses")
                .map(addresses -> ADDRESSES.matcher(addresses).matches())
                .orElse(true);
        faults.refuseUnless(
                readable,
                "/to",
                Code.CAP_06,
                "expected addresses with spaces between them, in pairs of double quotes or none");
    }

    private void references() {
        if (alert.has("references")) {
            var triples = CapReferences.read(text(alert, "references").orElse(""));
            faults.refuseUnless(
                    triples.isPresent(),
                    "/data/references",
                    Code.CAP_07,
                    "expected triples sender,identifier,sent with spaces between them, at least one");
            triples.ifPresent(this::referenceItself);
        }
        faults.refuseUnless(
                !REFERRING.contains(text(alert, "msgType").orElse(""))
                        || words(alert, "references").isPresent(),
                "/data/references",
                Code.CAP_09,
                "this msgType needs at least one reference");
    }

    private void referenceItself(List<CapReferences.Triple> triples) {
        var sender = text(alert, "sender");
        var identifier = text(alert, "identifier");
        var sent = text(alert, "sent").flatMap(CapTimes::parse);
        for (var triple : triples) {
            boolean itself = sender.filter(triple.sender()::equals).isPresent()
                    && identifier.filter(triple.identifier()::equals).isPresent();
            boolean later = sent.flatMap(own -> CapTimes.parse(triple.sent()).filter(time -> time.isAfter(own)))
                    .isPresent();
            if (itself || later) {
                faults.refuse("/data/references", Code.CAP_08, "a reference names the alert itself or a later one");
                return;
            }
        }
    }

    private void status() {
        String status = text(alert, "status").orElse("");
        faults.refuseUnless(
                !STAYING.contains(status), "/status", Code.CAP_11, "expected status Actual, Exercise or Test");
        faults.refuseUnless(
                !"Exercise".equals(status) || words(alert, "note").isPresent(),
                "/data/cap/note",
                Code.CAP_10,
                "expected the exercise's name in the note");
    }

    private void infos() {
        boolean needed = WITH_INFO.contains(text(alert, "msgType").orElse(""));
        faults.refuseUnless(
                !needed || !infos.isEmpty(), "/data/cap/info", Code.CAP_12, "an Alert or Update needs an info block");
        CapInfoRules.check(infos, text(alert, "note"), faults);
    }
}
