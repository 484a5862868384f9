package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.Rule.Transform;

/** A kept text in which a removed value still stands is removed too. */
class FreeTextTest {
    private static final Agreement KEEPS_TEXTS = bilateral(permit("P")
            .keep("@core", "texts", "areas[].name", "parameters", "resources", "case", "cap")
            .build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // letters as whole words, without case, marks and separators
                "Wanjiru | Passport of Wanjiru lost | true",
                "Wanjiru | passport of WANJIRU's brother | true",
                "Wanjiru | Wanjirus passport | false",
                "Wanjiru | McWanjiru | false",
                "Wánjirü | wanjiru | true",
                "Wanjiru | W\u00e1njir\u00fc | true",
                "O'Brien | obrien was here | true",
                "O'Brien | seen: O Brien | true",
                "O\u02bcBrien | O'Brien | true",
                "Wanjiru | W-a-n-j-i-r-u | true",
                "Wanjiru | Wan\u200bjiru | true",
                "Wanjiru | Wan jirus | false",
                "Stra\u00dfer | STRASSER | true",
                "\ufb01nn | Finn | true",
                "\u0130pek | ipek | true",
                "\u039f\u0394\u039f\u03a3 | \u03bf\u03b4\u03cc\u03c2 | true",
                "\u0645\u062d\u0645\u062f | \u0645\u0640\u062d\u0645\u064e\u0651\u062f | true",
                "\u12a0\u1260\u1260 | \u12a0\u1260\u1260\u1361\u1260\u1240\u1208 | true",
                // each word of three characters or more counts by itself
                "Wanjiru Njeri | Njeri lost it | true",
                "Wanjiru-Njeri | Wanjiru lost it | true",
                "Bin Li | Li lost it | false",
                "Bin Li | the bin | true",
                "Li Bo | Bo and Li | false",
                "Li Bo | Li Bo lost it | true",
                "Li Bo | Libo lost it | true",
                "Li | Li lost it | false",
                "Abe | Abe lost it | true",
                "Ab | Ab lost it | false"
            })
    void namesStandInATextAsWholeWords(String surname, String text, boolean stands) {
        // Given
        var message = alert(
                "DOC-LOST",
                "'texts': [{'language': 'en', 'description': '%s'}], 'subject': {'person': {'surname': '%s'}}"
                        .formatted(text.replace("'", "\\u0027"), surname.replace("'", "\\u0027")));

        // When
        var ruling = judge(message, UGA_DCIC, KEEPS_TEXTS);

        // Then
        assertThat(ruling.removed().contains("texts[].description")).isEqualTo(stands);
        assertThat(ruling.data().orElseThrow().at("/texts/0").has("description"))
                .isEqualTo(!stands);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BK1234567 | number bk1234567. | true",
                "BK1234567 | noBK1234567x | true",
                "BK1234567 | BK 123-4567 | true",
                "BK1234567 | BK-12 34 56 | false",
                "BK 1234567 | the 91234567 of them | true",
                "BK1234567 | BK\uff11\uff12\uff13\uff14\uff15\uff16\uff17 | true",
                "BK1234567 | BK\u0661\u0662\u0663\u0664\u0665\u0666\u0667 | true",
                "12 | 12 of them | false",
                "A-12 | about 12 of them | false",
                "A-12 | room A12 | true"
            })
    void aValueWithADigitStandsAnywhere(String number, String text, boolean stands) {
        // Given
        var message = alert(
                "DOC-LOST",
                "'texts': [{'language': 'en', 'headline': '%s'}], 'subject': {'document': {'number': '%s'}}"
                        .formatted(text, number));

        // Then
        assertThat(judge(message, UGA_DCIC, KEEPS_TEXTS).removed().contains("texts[].headline"))
                .isEqualTo(stands);
    }

    @Test
    void aTransformedValueIsLookedForAsItWasWritten() {
        // Given
        var permit = permit("P")
                .keep("@core", "texts", "subject.person.dateOfBirth")
                .transform("subject.person.dateOfBirth", Transform.YEAR)
                .build();
        var message = alert(
                "DOC-LOST",
                "'texts': [{'language': 'en', 'event': 'born 1990-05-12', 'headline': 'in 1990', 'instruction': 'Wait'}],"
                        + "'subject': {'person': {'dateOfBirth': '1990-05-12'}}");

        // When
        var ruling = judge(message, UGA_DCIC, bilateral(permit));

        // Then
        assertThat(ruling.removed()).containsExactly("texts[].event", "texts[].headline");
        assertThat(ruling.transformed()).containsExactly("subject.person.dateOfBirth");
    }

    @Test
    void onlyTheStringInWhichItStandsGoes() {
        // Given
        var message = alert(
                "DOC-LOST",
                "'texts': [{'language': 'en', 'event': 'Lost', 'headline': 'Wanjiru'},"
                        + " {'language': 'sw', 'event': 'Imepotea', 'headline': 'Pasipoti'}],"
                        + "'subject': {'person': {'surname': 'Wanjiru'}}");

        // When
        var ruling = judge(message, UGA_DCIC, KEEPS_TEXTS);

        // Then
        assertThat(ruling.removed()).containsExactly("subject.person.surname", "texts[].headline");
        assertThat(ruling.data().orElseThrow().get("texts"))
                .hasToString("[{\"language\":\"en\",\"event\":\"Lost\"},"
                        + "{\"language\":\"sw\",\"event\":\"Imepotea\",\"headline\":\"Pasipoti\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'areas': [{'name': 'Wanjiru'}]",
                "'parameters': [{'valueName': 'n', 'value': 'Wanjiru'}]",
                "'parameters': [{'valueName': 'Wanjiru', 'value': 'v'}]",
                "'resources': [{'resourceDesc': 'Photo of Wanjiru', 'mimeType': 'image/png'}]",
                "'resources': [{'resourceDesc': 'd', 'mimeType': 'm', 'uri': 'https://example.org/wanjiru.png'}]",
                "'case': 'Wanjiru 4'",
                "'cap': {'info': [{'parameter': [{'value': 'Wanjiru'}]}]}",
                "'texts': [{'language': 'en', 'instruction': 'Ask Wanjiru'}]"
            })
    void everyKindOfFreeTextIsLookedThrough(String member) {
        // Given
        var message = alert("DOC-LOST", member + ", 'subject': {'person': {'surname': 'Wanjiru'}}");

        // Then
        assertThat(judge(message, UGA_DCIC, KEEPS_TEXTS).data().orElseThrow().toString())
                .doesNotContainIgnoringCase("wanjiru");
    }

    @Test
    void whatCapCarriesIsKeptOrRemovedAsAWhole() {
        // Given
        var message = alert(
                "DOC-LOST",
                "'cap': {'note': 'none', 'info': [{'headline': 'Wanjiru'}]}, 'subject': {'person': {'surname': 'Wanjiru'}}");

        // When
        var ruling = judge(message, UGA_DCIC, KEEPS_TEXTS);

        // Then
        assertThat(ruling.removed()).containsExactly("cap", "subject.person.surname");
        assertThat(ruling.data().orElseThrow().has("cap")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'subject': {'person': {'nationality': 'KEN', 'sex': 'F'}}, 'case': 'KEN F'",
                "'subject': {'document': {'type': 'PP1', 'issuer': 'KEN'}}, 'case': 'PP1 KEN'",
                "'subject': {'vehicle': {'country': 'KEN'}}, 'case': 'KEN'",
                "'subject': {'consignment': {'quantity': 12345}}, 'case': '12345'"
            })
    void valuesOfCodeListsAndNumbersAreNotLookedFor(String members) {
        // When
        var ruling = judge(alert("DOC-LOST", members), UGA_DCIC, KEEPS_TEXTS);

        // Then
        assertThat(ruling.data().orElseThrow().has("case")).isTrue();
    }

    @Test
    void removedCoreAndRemovedFreeTextAreNotLookedFor() {
        // Given
        var permit = permit("P").keep("case").build();
        var message = alert(
                "DOC-LOST",
                "'texts': [{'language': 'en', 'event': 'Passport'}], 'areas': [{'post': 'KEN-BUSIA'}],"
                        + " 'case': 'Passport at KEN-BUSIA'");

        // Then
        assertThat(judge(message, UGA_DCIC, bilateral(permit))
                        .data()
                        .orElseThrow()
                        .has("case"))
                .isTrue();
    }

    @Test
    void aValueThatCrossesMayStandInTheText() {
        // Given
        var permit = permit("P").keep("case", "subject.person.surname").build();
        var message = alert("DOC-LOST", "'case': 'Wanjiru', 'subject': {'person': {'surname': 'Wanjiru'}}");

        // Then
        assertThat(judge(message, UGA_DCIC, bilateral(permit))
                        .data()
                        .orElseThrow()
                        .has("case"))
                .isTrue();
    }
}
