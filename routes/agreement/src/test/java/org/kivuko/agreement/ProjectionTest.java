package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.crossing;
import static org.kivuko.agreement.Fixtures.envelope;
import static org.kivuko.agreement.Fixtures.flow;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.FieldPaths.Leaf;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.Message;

class ProjectionTest {
    /** An alert with every member that an alert can have. */
    static final Message EVERY_MEMBER = alert(
            "VEH-STOLEN",
            "'references': ['KEN.DIS/m-0'], 'responseType': ['Assess'], 'onset': '2026-11-01T00:00:00Z',"
                    + "'texts': [{'language': 'en', 'event': 'e', 'headline': 'h', 'description': 'd', 'instruction': 'i'}],"
                    + "'areas': [{'post': 'KEN-BUSIA', 'unlocode': 'KEBUS', 'name': 'Town',"
                    + " 'polygons': ['0,0 0,1 1,1 0,0'], 'circles': ['0.4,34.1 5'],"
                    + " 'geocodes': [{'valueName': 'n', 'value': 'v'}], 'altitude': 10, 'ceiling': 20}],"
                    + "'parameters': [{'valueName': 'pn', 'value': 'pv'}],"
                    + "'eventCodes': [{'valueName': 'en', 'value': 'ev'}],"
                    + "'resources': [{'resourceDesc': 'photo', 'mimeType': 'image/png', 'size': 12,"
                    + " 'uri': 'https://example.org/x', 'digest': 'abc'}],"
                    + "'capSender': 'dis@posts.example',"
                    + "'subject': {'person': {'surname': 'Xa', 'givenNames': 'Yb', 'dateOfBirth': '1990-05-12',"
                    + " 'nationality': 'TZA', 'sex': 'F', 'protection': [], 'minor': false},"
                    + " 'document': {'type': 'PP', 'issuer': 'TZA', 'number': 'T7654321', 'expiry': '2030-01-02'},"
                    + " 'vehicle': {'registration': 'T 123 ABC', 'country': 'TZA', 'make': 'Mk', 'model': 'Md',"
                    + " 'colour': 'Cl', 'vin': 'VIN0987654321'},"
                    + " 'object': {'kind': 'K', 'maker': 'M', 'serial': 'S-445566'},"
                    + " 'consignment': {'reference': 'R-1', 'goods': 'G', 'hsCode': '0101', 'quantity': 5,"
                    + " 'unit': 'U', 'container': 'C-9'},"
                    + " 'event': {'kind': 'k1', 'count': 4, 'since': '2026-10-01T00:00:00Z'}},"
                    + "'evaluation': 'A1', 'case': 'c', 'cap': {'note': 'n', 'info': [{'event': 'e'}]}");

    private static final Message EVERY_FIGURE = envelope(
            "flow-report",
            "'purpose': 'statistics'",
            "'reportId': 'F1', 'revision': 2, 'replaces': 1, 'reporter': 'KEN.DIS', 'post': 'KEN-BUSIA',"
                    + " 'direction': 'EXIT', 'periodStart': '2026-10-01', 'periodEnd': '2026-10-02', 'frequency': 'D',"
                    + " 'method': 'COUNT', 'hoursCovered': 24, 'dimensions': ['nationality', 'sex', 'ageBand',"
                    + " 'category', 'transport', 'purpose'], 'cells': [{'nationality': 'KEN', 'sex': 'F',"
                    + " 'ageBand': 'Y0T4', 'category': 'TRADER', 'transport': '3', 'purpose': 'OTHER', 'count': 31,"
                    + " 'obsStatus': 'A', 'confStatus': 'F'}], 'vehicles': [{'type': 'BUS', 'count': 22}],"
                    + " 'refusals': [{'reason': 'r1', 'count': 12}], 'note': 'none'");

    private static final Message EVERY_MEMBER_OF_A_RECORD = envelope(
            "crossing-record",
            "'purpose': 'border-check'",
            "'recordId': 'R1', 'post': 'KEN-BUSIA', 'direction': 'EXIT', 'crossedAt': '2026-10-31T09:00:00+03:00',"
                    + " 'surname': 'A', 'givenNames': 'B', 'dateOfBirth': '1990', 'nationality': 'KEN', 'sex': 'F',"
                    + " 'docType': 'PP', 'docIssuer': 'KEN', 'docNumber': 'N', 'docExpiry': '2030-01-01',"
                    + " 'transport': '3', 'vehicleRegistration': 'V', 'outcome': 'ADMITTED', 'mrzCheck': 'PASS'");

    static Stream<Message> everyType() {
        return Stream.of(EVERY_MEMBER, EVERY_FIGURE, EVERY_MEMBER_OF_A_RECORD);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void whatIsKeptWholeCrossesWhole(Message message) {
        // When
        var ruling = judge(message, UGA_DCIC, bilateral(permit("P").keep("*").build()));

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(ruling.data()).contains(message.data());
        assertThat(ruling.removed()).isEmpty();
        assertThat(ruling.transformed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void everyMemberOfTheModelIsAKnownLeafAndTheOtherWayRound(Message message) {
        assertThat(leafPaths(message.data()))
                .containsExactlyElementsOf(FieldPaths.leaves(message.envelope().type()).stream()
                        .map(Leaf::path)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void whatIsNotKeptIsGoneAndEachOfItsLeavesIsNamedOnce(Message message) {
        // When
        var ruling =
                judge(message, UGA_DCIC, bilateral(permit("P").keep("@core").build()));

        // Then
        var leaves = FieldPaths.leaves(message.envelope().type());
        assertThat(ruling.removed())
                .isSorted()
                .containsExactlyElementsOf(leaves.stream()
                        .filter(leaf -> !leaf.core())
                        .map(Leaf::path)
                        .toList());
        assertThat(leafPaths(ruling.data().orElseThrow()))
                .containsExactlyElementsOf(
                        leaves.stream().filter(Leaf::core).map(Leaf::path).toList());
        assertThat(ruling.outcome()).isEqualTo(Outcome.REDUCED);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void someMembersCrossInEveryReleaseEvenWhereNothingIsKept(Message message) {
        // When
        var ruling = judge(message, UGA_DCIC, bilateral(permit("P").build()));

        // Then
        assertThat(leafPaths(ruling.data().orElseThrow()))
                .isSubsetOf("msgType", "references", "alertType", "reportId", "revision", "recordId")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void theMessageItselfIsLeftAsItWas(Message message) {
        // Given
        var before = message.json().deepCopy();

        // When
        var ruling = judge(
                message,
                UGA_DCIC,
                bilateral(permit("P").keep("@core", "texts[].event").build()));
        ruling.data().orElseThrow().removeAll();

        // Then
        assertThat(message.json()).isEqualTo(before);
    }

    @Test
    void listsInTheResultAreCopies() {
        // When
        var ruling =
                judge(EVERY_MEMBER, UGA_DCIC, bilateral(permit("P").keep("*").build()));
        ruling.data().orElseThrow().withArray("references").removeAll();
        ruling.data().orElseThrow().withObject("cap").removeAll();

        // Then
        assertThat(EVERY_MEMBER.data().get("references")).hasSize(1);
        assertThat(EVERY_MEMBER.data().get("cap")).hasSize(2);
    }

    @Test
    void onlyWhatAllMatchingPermitsKeepCrosses() {
        // Given
        var wide = agreement(
                "KEN-UGA.wide",
                List.of("KEN", "UGA"),
                permit("P").keep("@core", "subject.document", "subject.vehicle").build());
        var narrow = agreement(
                "KEN-UGA.narrow",
                List.of("KEN", "UGA"),
                permit("P")
                        .keep("@core", "subject.document.number", "subject.object")
                        .build());

        // When
        var data = judge(EVERY_MEMBER, UGA_DCIC, wide, narrow).data().orElseThrow();

        // Then
        assertThat(leafPaths((ObjectNode) data.get("subject")))
                .containsExactly("document.number", "event.count", "event.kind", "event.since");
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR, YEAR, 1990",
        "YEAR, AGE_BAND, Y18T59",
        "AGE_BAND, MASK, ****-**-12",
        "MASK, HASH, KENUGA",
        "HASH, YEAR, KENUGA",
        ", YEAR, 1990",
        "MASK, , ****-**-12"
    })
    void ofSeveralTransformsTheStrongerHolds(Transform one, Transform other, String result) {
        // Given
        var path = "subject.person.dateOfBirth";
        var permits = Stream.of(one, other)
                .map(transform -> transform == null
                        ? permit("K").keep("*").build()
                        : permit(transform.name())
                                .keep("*")
                                .transform(path, transform)
                                .build())
                .toArray(Rule[]::new);

        // When
        var ruling = judge(EVERY_MEMBER, UGA_DCIC, bilateral(permits));

        // Then
        assertThat(ruling.data().orElseThrow().at("/subject/person/dateOfBirth").textValue())
                .startsWith(result);
        assertThat(ruling.transformed()).containsExactly(path);
        assertThat(ruling.removed()).isEmpty();
        assertThat(ruling.outcome()).isEqualTo(Outcome.REDUCED);
    }

    @Test
    void removedIsStrongerThanAnyTransform() {
        // Given
        var hashes = permit("H")
                .keep("@core", "subject.person.surname")
                .transform("subject.person.surname", Transform.HASH)
                .build();
        var removes = permit("R").keep("@core").build();

        // When
        var ruling = judge(EVERY_MEMBER, UGA_DCIC, bilateral(hashes, removes));

        // Then
        assertThat(ruling.transformed()).isEmpty();
        assertThat(ruling.removed()).contains("subject.person.surname");
    }

    @Test
    void aTransformReachesEveryElementOfAList() {
        // Given
        var permit = permit("P")
                .keep("*")
                .transform("texts[].headline", Transform.MASK)
                .transform("category", Transform.MASK)
                .build();
        var message = alert(
                "VEH-STOLEN",
                "'texts': [{'language': 'en', 'headline': 'Abcdefgh'}, {'language': 'sw', 'headline': 'Zyxwvuts'}]");

        // When
        var ruling = judge(message, UGA_DCIC, bilateral(permit));

        // Then
        assertThat(ruling.data().orElseThrow().at("/texts").findValuesAsText("headline"))
                .containsExactly("******gh", "******ts");
        assertThat(ruling.data().orElseThrow().get("category")).hasToString("[\"******ty\"]");
        assertThat(ruling.transformed()).containsExactly("category", "texts[].headline");
    }

    @Test
    void recordsAndReportsAreReducedLikeAlerts() {
        // When
        var record = judge(
                crossing("KEN", "1990-05-12", "PP", "KEN"),
                UGA_DCIC,
                bilateral(permit("P")
                        .keep("@core", "docNumber", "dateOfBirth")
                        .transform("docNumber", Transform.MASK)
                        .transform("dateOfBirth", Transform.AGE_BAND)
                        .build()));
        var report = judge(
                flow("'sex'", "{'sex': 'F', 'count': 20}"),
                UGA_DCIC,
                bilateral(permit("P").keep("post", "cells[].count").build()));

        // Then
        assertThat(record.data().orElseThrow())
                .hasToString("{\"recordId\":\"R1\",\"post\":\"KEN-BUSIA\",\"direction\":\"ENTRY\","
                        + "\"crossedAt\":\"2026-10-31T09:00:00+03:00\",\"dateOfBirth\":\"Y18T59\","
                        + "\"docNumber\":\"*******67\",\"outcome\":\"ADMITTED\"}");
        assertThat(report.data().orElseThrow())
                .hasToString("{\"reportId\":\"F1\",\"revision\":1,\"post\":\"KEN-BUSIA\",\"cells\":[{\"count\":20}]}");
    }

    @Test
    void rulingsAndHelpersShowNoContent() {
        // When
        var ruling =
                judge(EVERY_MEMBER, UGA_DCIC, bilateral(permit("P").keep("*").build()));

        // Then
        assertThat(ruling).hasToString("Ruling[UGA.DCIC released]");
        assertThat(Matter.of(EVERY_MEMBER, UGA_DCIC, Facts.NONE).toString()).doesNotContain("T7654321");
        assertThat(Concerned.of(EVERY_MEMBER)).hasToString("Concerned[...]");
        assertThat(Folded.of("secret")).hasToString("Folded[6]");
    }

    /** Every leaf, as {@code removed} names it. */
    static SortedSet<String> leafPaths(ObjectNode data) {
        var paths = new TreeSet<String>();
        collect("", data, paths);
        return paths;
    }

    private static void collect(String path, JsonNode value, SortedSet<String> paths) {
        if (path.equals("cap")
                || value.isValueNode()
                || (value.isArray() && !value.path(0).isObject())) {
            paths.add(path);
        } else if (value.isArray()) {
            value.forEach(element -> collect(path + "[]", element, paths));
        } else {
            value.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), paths));
        }
    }
}
