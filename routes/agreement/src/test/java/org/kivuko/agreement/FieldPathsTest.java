package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.FieldPaths.Leaf;
import org.kivuko.agreement.FieldPaths.Place;
import org.kivuko.agreement.FieldPaths.Problem;
import org.kivuko.agreement.Rule.Fields;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.MessageType;

class FieldPathsTest {
    private static final Set<MessageType> ALERT = Set.of(MessageType.ALERT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "@core",
                "texts",
                "texts.*",
                "texts[].*",
                "texts[].event",
                "subject",
                "subject.document.*",
                "subject.document.number",
                "areas[].geocodes[].value",
                "category",
                "cap",
                "msgType"
            })
    void takesAPathThatNamesSomethingInAnAlert(String path) {
        assertThat(FieldPaths.check(MessageType.ALERT, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "texts[]",
                "texts.event",
                "category[]",
                "subject[].document",
                "subject.*.number",
                "subject.document[].*",
                "*.event",
                "subject.passport",
                "cap.info",
                "data.subject",
                "@Core",
                "core",
                "id",
                "purpose",
                "cells",
                ".*"
            })
    void refusesAPathThatNamesNothingInAnAlert(String path) {
        assertThat(FieldPaths.check(MessageType.ALERT, path)).isFalse();
    }

    @Test
    void takesAPathThatNamesSomethingInOneOfTheTypesOfTheRule() {
        // Given
        var fields = new Fields(List.of("subject.person.surname", "surname"), Map.of(), List.of());

        // When
        var problems = FieldPaths.problems(Set.of(MessageType.ALERT, MessageType.CROSSING_RECORD), fields);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void namesEveryProblemWithWhatWouldBeRight() {
        // Given
        var fields = new Fields(
                List.of("@core", "subject.person.surnam"),
                Map.of("subject.person.dateOfBirth", Transform.YEAR),
                List.of("@core", "texts.event"));

        // When
        var problems = FieldPaths.problems(ALERT, fields);

        // Then
        assertThat(problems)
                .containsExactly(
                        new Problem(
                                Place.KEEP,
                                "subject.person.surnam",
                                "no field has this name in alert",
                                "did you mean subject.person.surname?"),
                        new Problem(
                                Place.TRANSFORM,
                                "subject.person.dateOfBirth",
                                "keep does not name what is to be transformed",
                                "add the path to keep"),
                        new Problem(
                                Place.REQUIRE,
                                "@core",
                                "a field that is required is named alone",
                                "write out each path"),
                        new Problem(
                                Place.REQUIRE,
                                "texts.event",
                                "no field has this name in alert",
                                "did you mean texts[].event?"));
    }

    @ParameterizedTest
    @CsvSource({
        "subject.person.dateOfBirth, YEAR",
        "subject.person.dateOfBirth, AGE_BAND",
        "subject.person.dateOfBirth, MASK",
        "subject.person.surname, HASH",
        "subject.document.number, MASK",
        "texts[].headline, MASK"
    })
    void takesATransformOfATextThatIsKept(String path, Transform transform) {
        assertThat(FieldPaths.problems(ALERT, new Fields(List.of("*"), Map.of(path, transform), List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "subject.document.expiry, YEAR, year is for a date of birth alone",
        "onset, AGE_BAND, ageBand is for a date of birth alone",
        "subject.person, MASK, a transform changes text values alone",
        "subject.person.minor, HASH, a transform changes text values alone",
        "areas[].altitude, MASK, a transform changes text values alone",
        "cap, MASK, a transform changes text values alone",
        "alertType, HASH, this member is part of every release as it is",
        "references, MASK, this member is part of every release as it is",
        "@core, MASK, no field has this name in alert",
        "*, MASK, no field has this name in alert"
    })
    void refusesATransformThatCannotBeCarriedOut(String path, Transform transform, String message) {
        assertThat(FieldPaths.problems(ALERT, new Fields(List.of("*"), Map.of(path, transform), List.of())))
                .extracting(Problem::message)
                .containsExactly(message);
    }

    @Test
    void coreOfAnAlertIsWhatCarriesNoPersonalData() {
        assertThat(core(MessageType.ALERT))
                .containsExactly(
                        "alertType",
                        "areas[].altitude",
                        "areas[].ceiling",
                        "areas[].circles",
                        "areas[].geocodes[].value",
                        "areas[].geocodes[].valueName",
                        "areas[].polygons",
                        "areas[].post",
                        "areas[].unlocode",
                        "category",
                        "certainty",
                        "evaluation",
                        "eventCodes[].value",
                        "eventCodes[].valueName",
                        "msgType",
                        "onset",
                        "references",
                        "responseType",
                        "severity",
                        "subject.event.count",
                        "subject.event.kind",
                        "subject.event.since",
                        "urgency");
    }

    @Test
    void coreOfAFlowReportIsEverythingButTheNote() {
        assertThat(FieldPaths.leaves(MessageType.FLOW_REPORT))
                .filteredOn(leaf -> !leaf.core())
                .extracting(Leaf::path)
                .containsExactly("note");
    }

    @Test
    void coreOfACrossingRecordSaysNothingOfTheTraveller() {
        assertThat(core(MessageType.CROSSING_RECORD))
                .containsExactly("crossedAt", "direction", "outcome", "post", "recordId", "transport");
    }

    @Test
    void sixMembersArePartOfEveryRelease() {
        assertThat(List.of(MessageType.ALERT, MessageType.FLOW_REPORT, MessageType.CROSSING_RECORD))
                .flatExtracting(FieldPaths::leaves)
                .filteredOn(Leaf::always)
                .extracting(Leaf::path)
                .containsExactlyInAnyOrder("msgType", "references", "alertType", "reportId", "revision", "recordId");
    }

    @Test
    void freeTextIsNeverCore() {
        for (MessageType type : MessageType.values()) {
            assertThat(FieldPaths.leaves(type)).noneMatch(leaf -> leaf.core() && leaf.freeText());
        }
    }

    private static List<String> core(MessageType type) {
        return FieldPaths.leaves(type).stream()
                .filter(Leaf::core)
                .map(Leaf::path)
                .toList();
    }
}
