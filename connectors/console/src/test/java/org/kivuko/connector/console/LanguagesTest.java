package org.kivuko.connector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the console, in every language. */
class LanguagesTest {
    static List<String> translated() {
        return Language.TRANSLATED;
    }

    @Test
    void theSourceIsWellFormed() {
        var source = Language.shipped("en");

        assertThat(source.texts()).isNotEmpty();
        assertThat(new TextCheck(source, SameWords.shipped()).faults(source)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("translated")
    void everyTextOfTheSourceIsTranslatedAsTheLanguageDemands(String tag) {
        assertThat(new TextCheck(Language.shipped("en"), SameWords.shipped()).faults(Language.shipped(tag)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("translated")
    void aTermIsTheSameWordEverywhere(String tag) {
        var glossary = Glossary.shipped();

        assertThat(glossary.terms()).hasSizeGreaterThan(60);
        assertThat(glossary.faults(Language.shipped("en"), Language.shipped(tag)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("translated")
    void aFileNamesItsReviewerWithADateOrNobodyAndItIsKnownWhichTextsTheySaw(String tag) {
        var language = Language.shipped(tag);
        var review = language.review();

        assertThat(review.path("by").isTextual()
                        && review.path("on").isTextual()
                        && review.path("texts").isInt())
                .isTrue();
        var by = review.path("by").asText();
        assertThat(review.path("on").asText().isEmpty()).isEqualTo(by.isEmpty());
        assertThat(review.path("texts").asInt())
                .as("texts that came after the review: empty its name and date")
                .isEqualTo(by.isEmpty() ? 0 : language.texts().size());
        if (!by.isEmpty()) {
            assertThat(LocalDate.parse(review.path("on").asText())).isNotNull();
        }
    }

    @Test
    void everyKeyThatAPageUsesHasATextAndEveryTextIsUsed() {
        var keys = Language.shipped("en").texts().keySet();

        assertThat(new KeyCheck(keys, Lines.of("made-keys.txt")).faults(Scripts.all()))
                .isEmpty();
    }
}
