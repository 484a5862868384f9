package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.ProjectionTest.EVERY_MEMBER;
import static org.kivuko.agreement.RuleBuilder.permit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a path of {@code keep} lets cross, and what is named as removed. */
class KeptPathsTest {
    private static final String CORE_OF_ALERTS = "\"msgType\":\"Alert\",\"alertType\":\"VEH-STOLEN\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject.document.number | {'document':{'number':'T7654321'}}",
                "subject.document | {'document':{'type':'PP','issuer':'TZA','number':'T7654321','expiry':'2030-01-02'}}",
                "subject.document.* | {'document':{'type':'PP','issuer':'TZA','number':'T7654321','expiry':'2030-01-02'}}",
                "subject.person.protection | {'person':{'protection':[]}}",
                "subject.event.* | {'event':{'kind':'k1','count':4,'since':'2026-10-01T00:00:00Z'}}",
                "texts | ",
            },
            quoteCharacter = '`')
    void aPathKeepsItsMemberAndAllBelowIt(String path, String subject) {
        // When
        var data = judge(
                        EVERY_MEMBER, UGA_DCIC, bilateral(permit("P").keep(path).build()))
                .data()
                .orElseThrow();

        // Then
        if (subject == null) {
            assertThat(data.has("subject")).isFalse();
        } else {
            assertThat(data.get("subject")).hasToString(subject.replace('\'', '"'));
        }
    }

    @Test
    void aPathThroughListsKeepsTheMemberInEachElement() {
        // Given
        var message = alert(
                "VEH-STOLEN",
                "'areas': [{'name': 'A', 'geocodes': [{'valueName': 'n', 'value': 'v'}, {'valueName': 'm', 'value': 'w'}]},"
                        + " {'name': 'B'}]");

        // When
        var ruling = judge(
                message,
                UGA_DCIC,
                bilateral(permit("P").keep("areas[].geocodes[].value").build()));

        // Then
        assertThat(ruling.data().orElseThrow())
                .hasToString(
                        "{" + CORE_OF_ALERTS + ",\"areas\":[{\"geocodes\":[{\"value\":\"v\"},{\"value\":\"w\"}]}]}");
        assertThat(ruling.removed())
                .containsExactly(
                        "areas[].geocodes[].valueName", "areas[].name", "category", "certainty", "severity", "urgency");
    }

    @Test
    void objectsAndElementsEmptiedByRemovalGoToo() {
        // Given
        var message = alert(
                "VEH-STOLEN",
                "'areas': [{'name': 'A'}, {'post': 'KEN-BUSIA'}], 'parameters': [{'valueName': 'n', 'value': 'v'}],"
                        + " 'subject': {'person': {'surname': 'Xa'}}");

        // When
        var ruling = judge(
                message, UGA_DCIC, bilateral(permit("P").keep("areas[].post").build()));

        // Then
        assertThat(ruling.data().orElseThrow())
                .hasToString("{" + CORE_OF_ALERTS + ",\"areas\":[{\"post\":\"KEN-BUSIA\"}]}");
    }

    @Test
    void whatWasEmptyAlreadyIsALeafOfItsOwn() {
        // Given
        var message = alert("VEH-STOLEN", "'texts': [], 'subject': {'person': {}}");

        // Then
        assertThat(judge(message, UGA_DCIC, bilateral(permit("P").keep("*").build()))
                        .data())
                .contains(message.data());
        var reduced =
                judge(message, UGA_DCIC, bilateral(permit("P").keep("@core").build()));
        assertThat(reduced.removed()).containsExactly("subject.person", "texts");
        assertThat(reduced.data().orElseThrow().has("subject")).isFalse();
    }

    @Test
    void aPathIsListedWhenAtLeastOneElementLostItAndOnlyOnce() {
        // Given
        var message = alert(
                "VEH-STOLEN",
                "'texts': [{'language': 'en', 'event': 'Car'}, {'language': 'sw', 'event': 'Gari', 'headline': 'X'}]");

        // When
        var ruling = judge(
                message,
                UGA_DCIC,
                bilateral(permit("P").keep("@core", "texts[].event").build()));

        // Then
        assertThat(ruling.removed()).containsExactly("texts[].headline", "texts[].language");
    }
}
