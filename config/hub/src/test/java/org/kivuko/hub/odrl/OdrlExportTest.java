package org.kivuko.hub.odrl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.hub.configuration.Configuration;

class OdrlExportTest {
    /** The words of the ODRL vocabulary 2.2 that the export uses; all others must be of the profile. */
    private static final Set<String> OPERANDS =
            Set.of("dateTime", "purpose", "spatial", "language", "count", "timeInterval", "elapsedTime");

    private static final Set<String> OPERATORS = Set.of("eq", "gt", "gteq", "lt", "lteq", "isAnyOf");
    private static final Set<String> ACTIONS = Set.of("distribute", "delete", "obtainConsent");

    static List<Agreement> everyAgreement() {
        return ((Configuration.Loaded) Configuration.load(Path.of(".."))).agreements();
    }

    @ParameterizedTest
    @MethodSource("everyAgreement")
    void aPolicyHasTheFormOfOdrlAndARuleForEveryRule(Agreement agreement) {
        // When
        var policy = OdrlExport.policy(agreement);

        // Then
        assertThat(faults(policy)).isEmpty();
        assertThat(policy.get("uid").textValue())
                .isEqualTo("urn:kivuko:agreement:" + agreement.id() + ":" + agreement.version());
        assertThat(policy.path("permission")).hasSize(count(agreement, Rule.Kind.PERMIT));
        assertThat(policy.path("prohibition")).hasSize(count(agreement, Rule.Kind.PROHIBIT));
    }

    @Test
    void aRuleSaysInOdrlWhatItSaysInItsFile() {
        // Given
        var agreement = everyAgreement().stream()
                .filter(it -> it.id().equals("KEN-UGA.osbp"))
                .findFirst()
                .orElseThrow();

        // When
        var permission = OdrlExport.policy(agreement).get("permission").get(0);

        // Then
        assertThat(permission.at("/uid").textValue())
                .isEqualTo("urn:kivuko:rule:KEN-UGA.osbp:" + agreement.version() + ":K-U-1");
        assertThat(permission.at("/assigner/source").textValue()).isEqualTo("urn:kivuko:state:KEN:agencies");
        assertThat(permission.at("/assigner/refinement/0/rightOperand").toString())
                .isEqualTo("[\"urn:kivuko:agency:KEN.KRA\",\"urn:kivuko:role:immigration\"]");
        assertThat(permission.at("/target/refinement/1/rightOperand").toString())
                .isEqualTo("[\"DOC-*\",\"VEH-*\"]");
        assertThat(constraint(permission, "purpose").toString()).contains("[\"border-check\",\"customs\"]");
        assertThat(constraint(permission, "spatial").toString()).contains("urn:kivuko:crossing:KEN-BUSIA/UGA-BUSIA");
        assertThat(constraint(permission, "kivuko:severity").toString()).contains("gteq", "Moderate");
        assertThat(constraint(permission, "kivuko:handling").toString()).contains("lteq", "H1");
        assertThat(constraint(permission, "kivuko:acceptedByBoth").toString()).contains("alert");
        assertThat(permission.at("/duty/0/kivuko:transform/0").toString())
                .isEqualTo("{\"kivuko:path\":\"subject.person.dateOfBirth\",\"kivuko:to\":\"year\"}");
    }

    /** Planted defects: what the check of the form is there to find. */
    @Test
    void theCheckOfTheFormFindsWhatIsWrong() {
        // Given
        var agreement = everyAgreement().get(0);
        var withoutProfile = OdrlExport.policy(agreement);
        withoutProfile.remove("profile");
        var withoutTarget = OdrlExport.policy(agreement);
        ((ObjectNode) withoutTarget.get("permission").get(0)).remove("target");
        var strangeOperand = OdrlExport.policy(agreement);
        ((ObjectNode) strangeOperand.get("permission").get(0).get("constraint").get(0)).put("leftOperand", "weather");

        // Then
        assertThat(faults(withoutProfile)).containsExactly("no profile");
        assertThat(faults(withoutTarget)).containsExactly("permission without target");
        assertThat(faults(strangeOperand)).containsExactly("unknown operand weather");
    }

    @Test
    void aDraftIsAnOffer() {
        // Given
        var agreement = everyAgreement().get(0);

        // When
        var policy = OdrlExport.policy(agreement.in(Agreement.State.DRAFT));

        // Then
        assertThat(policy.get("@type").textValue()).isEqualTo("Offer");
        assertThat(OdrlExport.policy(agreement).get("@type").textValue()).isEqualTo("Agreement");
    }

    private static int count(Agreement agreement, Rule.Kind kind) {
        return (int)
                agreement.rules().stream().filter(rule -> rule.kind() == kind).count();
    }

    private static JsonNode constraint(JsonNode rule, String operand) {
        for (JsonNode each : rule.get("constraint")) {
            if (each.path("leftOperand").asText().equals(operand)) {
                return each;
            }
        }
        throw new AssertionError("no constraint on " + operand);
    }

    private static List<String> faults(JsonNode policy) {
        var faults = new ArrayList<String>();
        List.of("@context", "@type", "uid", "profile", "conflict").forEach(member -> {
            if (!policy.hasNonNull(member)) {
                faults.add("no " + member);
            }
        });
        for (String kind : List.of("permission", "prohibition")) {
            for (JsonNode rule : policy.path(kind)) {
                List.of("uid", "assigner", "assignee", "action", "target").forEach(member -> {
                    if (!rule.hasNonNull(member)) {
                        faults.add(kind + " without " + member);
                    }
                });
                actions(rule, faults);
                rule.path("duty").forEach(duty -> actions(duty, faults));
                words(rule, faults);
            }
        }
        return faults;
    }

    private static void actions(JsonNode rule, List<String> faults) {
        var action = rule.path("action").asText();
        if (!ACTIONS.contains(action) && !action.startsWith("kivuko:")) {
            faults.add("unknown action " + action);
        }
    }

    private static void words(JsonNode node, List<String> faults) {
        if (node.has("leftOperand")) {
            var operand = node.get("leftOperand").asText();
            if (!OPERANDS.contains(operand) && !operand.startsWith("kivuko:")) {
                faults.add("unknown operand " + operand);
            }
            if (!OPERATORS.contains(node.path("operator").asText())
                    || node.path("rightOperand").isMissingNode()) {
                faults.add("half a constraint on " + operand);
            }
        }
        node.forEach(below -> words(below, faults));
    }
}
