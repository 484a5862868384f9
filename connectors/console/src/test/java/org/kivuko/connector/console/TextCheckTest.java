package org.kivuko.connector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of the texts, with a defect for each. */
class TextCheckTest {
    private static final Language ENGLISH = Language.of(
            "en",
            """
            {"queues.title": "Queues", "queues.by": "Paused by {who}", "queues.n": {"one": "{n} queue", "other": "{n} queues"}}
            """);

    private static List<String> faults(String tag, String title, String by, String forms) {
        var language = Language.of(
                tag,
                "{\"queues.title\": \"" + title + "\", \"queues.by\": \"" + by + "\", \"queues.n\": {" + forms + "}}");
        return new TextCheck(ENGLISH, new SameWords(Set.of("fr Messages", "* JSON"))).faults(language);
    }

    private static final String FORMS =
            "'one': '{n} file', 'many': '{n} de files', 'other': '{n} files'".replace('\'', '"');

    @Test
    void aGoodTranslationHasNoFault() {
        assertThat(faults("fr", "Files d’attente", "En pause par {who}", FORMS)).isEmpty();
        assertThat(faults("fr", "Messages", "JSON: {who}", FORMS)).isEmpty();
    }

    @Test
    void anExactFormMaySayItsNumberInWords() {
        var forms =
                """
                "zero": "بلا قوائم", "one": "قائمة واحدة", "two": "قائمتان", "few": "{n} قوائم", "many": "{n} قائمة", "other": "{n} قائمة"
                """;

        assertThat(faults("ar", "القوائم", "أوقفها {who}", forms)).isEmpty();
        assertThat(faults("ar", "القوائم", "أوقفها {who}", forms.replace("{n} قوائم", "قوائم")))
                .containsExactly("ar queues.n: has the placeholders [] (few), the source has [n]");
    }

    @Test
    void aMissingAndASuperfluousKeyAreFound() {
        assertThat(new TextCheck(ENGLISH, new SameWords(Set.of()))
                        .faults(Language.of("fr", "{\"queues.titel\": \"Files\", \"queues.n\": {" + FORMS + "}}")))
                .containsExactly(
                        "fr queues.by: missing", "fr queues.title: missing", "fr queues.titel: not in the source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Queues|Pause: {who}|is the English text: Queues",
                "Files and more|Pause: {who}|has a word that is not translated: and",
                "Files|Pause: {qui}|has the placeholders [qui], the source has [who]",
                "Files|Pause|has the placeholders [], the source has [who]",
                "Files|Pause: {who|has a brace that opens or ends no placeholder",
                "Files <b>d’attente</b>|Pause: {who}|contains markup",
                "Files&nbsp;d’attente|Pause: {who}|contains markup",
                "Files \u200F|Pause: {who}|contains an unseen character of direction",
                "' '|Pause: {who}|is empty, or begins or ends with a space",
            })
    void aDefectInATextIsFound(String title, String by, String fault) {
        assertThat(faults("fr", title, by, FORMS)).anyMatch(found -> found.contains(fault));
    }

    @Test
    void aLatinWordInAmharicIsFound() {
        assertThat(faults("am", "የ queue ዝርዝር", "በ {who} JSON", "\"one\": \"{n} ወረፋ\", \"other\": \"{n} ወረፋዎች\""))
                .containsExactly("am queues.title: has a word that is not translated: queue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr|\"one\": \"{n} file\", \"other\": \"{n} files\"|[one, other], the language has [many, one, other]",
                "sw|\"one\": \"Foleni {n}\", \"other\": \"Foleni {n}\", \"few\": \"Foleni {n}\"|[few, one, other], the language has [one, other]",
                "ar|\"one\": \"واحدة\", \"other\": \"{n}\"|[one, other], the language has [few, many, one, other, two, zero]",
            })
    void aPluralFormTooFewOrTooManyIsFound(String tag, String forms, String fault) {
        assertThat(faults(tag, "X", "{who}", forms)).anyMatch(found -> found.contains(fault));
    }

    @Test
    void aCountedTextWithoutFormsAndAPlainOneWithFormsAreFound() {
        var check = new TextCheck(ENGLISH, new SameWords(Set.of()));

        assertThat(
                        check.faults(
                                Language.of(
                                        "sw",
                                        "{\"queues.title\": {\"other\": \"Foleni\"}, \"queues.by\": \"Na {who}\", \"queues.n\": \"Foleni {n}\"}")))
                .containsExactlyInAnyOrder(
                        "sw queues.n: plural forms are missing",
                        "sw queues.title: has plural forms, the source has none");
    }

    @Test
    void anotherWordThanTheGlossarysIsFound() {
        var glossary = Glossary.of(List.of("term,meaning here,fr", "queues,messages that wait,files d’attente"));

        assertThat(glossary.faults(ENGLISH, Language.of("fr", "{\"queues.title\": \"Files d’attente\"}")))
                .isEmpty();
        assertThat(glossary.faults(ENGLISH, Language.of("fr", "{\"queues.title\": \"Queues\"}")))
                .containsExactly("fr queues.title: is Queues, the glossary says files d’attente");
    }

    @Test
    void keysWithoutTextAndTextsWithoutUseAreFound() {
        var keys = new TreeSet<>(Set.of("a.used", "a.label", "a.idle", "b.x", "d.one-text"));
        var list = Stream.of("b.*", "c.* x", "d.*-text one two");
        var script =
                """
                // t('a.remark') explains
                t('a.used'); t("a.none"); set.has('a.other'); t(`d.${kind}-text`, { n });
                t(`e.${kind ? 'a' : 'b'}`); word('b', code); column({ label: 'a.label' });
                """;

        assertThat(new KeyCheck(keys, list).faults(List.of(script)))
                .containsExactlyInAnyOrder(
                        "a.none: is used and has no text",
                        "c.x: is used and has no text",
                        "d.two-text: is used and has no text",
                        "a.idle: is used by no script",
                        "e.*: makes keys and is not in the list",
                        "c.*: is in the list and no script makes such keys");
    }
}
