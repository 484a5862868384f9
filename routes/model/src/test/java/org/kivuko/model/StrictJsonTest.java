package org.kivuko.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrictJsonTest {
    private static final String SUITE = "json-test-suite/test_parsing";

    /** Valid JSON that I-JSON (RFC 7493) does not allow: names that stand twice (2.3) and noncharacters (2.1). */
    private static final Set<String> NOT_I_JSON = Set.of(
            "y_object_duplicated_key.json",
            "y_object_duplicated_key_and_value.json",
            "y_string_escaped_noncharacter.json",
            "y_string_nonCharacterInUTF-8_U+FFFF.json",
            "y_string_unicode_U+10FFFE_nonchar.json",
            "y_string_unicode_U+1FFFE_nonchar.json",
            "y_string_unicode_U+FDD0_nonchar.json",
            "y_string_unicode_U+FFFE_nonchar.json",
            "y_string_last_surrogates_1_and_2.json");

    /** What the suite leaves to each parser, and this one takes: a number too small for a double is zero to every reader. */
    private static final Set<String> TAKEN = Set.of("i_number_real_underflow.json");

    static Stream<Arguments> unfit() {
        return List.of(
                        Map.entry("two names alike", "{\"a\":1,\"a\":2}"),
                        Map.entry("two names alike, one escaped", "{\"a\":1,\"\\u0061\":2}"),
                        Map.entry("something after the end", "{} {}"),
                        Map.entry("a comma after the last element", "{\"a\":[1,]}"),
                        Map.entry("a comment", "{/* */}"),
                        Map.entry("single quotes", "{'a':1}"),
                        Map.entry("not a number", "{\"a\":NaN}"),
                        Map.entry("a leading zero", "{\"a\":01}"),
                        Map.entry("a leading plus", "{\"a\":+1}"),
                        Map.entry("a line break in a text", "{\"a\":\"\n\"}"),
                        Map.entry("nothing", ""),
                        Map.entry("white space alone", " "),
                        Map.entry("a high surrogate alone", "{\"a\":\"\\ud800\"}"),
                        Map.entry("a low surrogate alone", "{\"a\":\"\\udc00\"}"),
                        Map.entry("a surrogate alone in a name", "{\"\\udc00\":1}"),
                        Map.entry("a noncharacter", "{\"a\":\"\\uffff\"}"),
                        Map.entry("a noncharacter of the plane 0", "{\"a\":\"\uFDD0\"}"),
                        Map.entry("a noncharacter of the plane 16", "{\"a\":\"\\udbff\\udffe\"}"),
                        Map.entry("a whole number beyond 2^53 - 1", "{\"a\":9007199254740992}"),
                        Map.entry("a whole number below -(2^53 - 1)", "{\"a\":-9007199254740992}"),
                        Map.entry("a number beyond a double", "{\"a\":1e400}"),
                        Map.entry("a number of 80 digits", "{\"a\":0." + "1".repeat(80) + "}"),
                        Map.entry("65 levels", "[".repeat(65) + "]".repeat(65)),
                        Map.entry("a name of 2,000 characters", "{\"" + "a".repeat(2_000) + "\":1}"),
                        Map.entry("a byte order mark", "\uFEFF{}"))
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue().getBytes(UTF_8)));
    }

    static Stream<Arguments> notUtf8() {
        return Stream.of(
                Arguments.of("UTF-16", "{\"a\":1}".getBytes(UTF_16LE)),
                Arguments.of("Latin 1", "{\"a\":\"é\"}".getBytes(ISO_8859_1)),
                Arguments.of("an overlong slash", new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'}),
                Arguments.of("a surrogate in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}),
                Arguments.of(
                        "beyond U+10FFFF", new byte[] {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'}),
                Arguments.of("a cut sequence", new byte[] {'"', (byte) 0xE2, (byte) 0x82, '"'}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"unfit", "notUtf8"})
    void what_is_not_i_json_is_one_fault_unreadable(String what, byte[] bytes) {
        // When
        Reading<Message> reading = MessageJson.read(bytes);

        // Then
        assertThat(faults(reading)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(Code.UNREADABLE);
            assertThat(fault.pointer()).isEmpty();
        });
    }

    @Test
    void what_the_parser_says_of_the_content_is_not_passed_on() {
        // Given
        byte[] bytes = "{\"surname\":OKELLO,\"a\":1,\"a\":2}".getBytes(UTF_8);

        // When
        List<Fault> faults = faults(MessageJson.read(bytes));

        // Then
        assertThat(faults).singleElement().satisfies(fault -> assertThat(fault.detail())
                .doesNotContain("OKELLO")
                .contains("line 1, column"));
    }

    @Test
    void the_limits_themselves_are_allowed() {
        // Given
        String text =
                "{\"whole\":9007199254740991,\"less\":-9007199254740991,\"large\":1.7e308,\"last\":\"\\udbff\\udffd\","
                        + "\"deep\":" + "[".repeat(63) + "]".repeat(63) + "}";

        // Then
        assertThat(StrictJson.parse(text.getBytes(UTF_8)).refusal()).isNull();
    }

    @Test
    void a_text_as_long_as_the_door_takes_is_read() {
        // Given
        byte[] bytes = ("\"" + "a".repeat(2 * 1024 * 1024 - 2) + "\"").getBytes(UTF_8);

        // Then
        assertThat(StrictJson.parse(bytes).refusal()).isNull();
    }

    static List<Path> invalid() {
        return Corpora.files(SUITE, "n_");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalid_json_of_the_test_suite_is_unreadable(Path file) throws IOException {
        assertThat(faults(MessageJson.read(Files.readAllBytes(file))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(Code.UNREADABLE));
    }

    static List<Path> valid() {
        return Corpora.files(SUITE, "y_");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void valid_json_of_the_test_suite_is_read_and_refused_for_its_form(Path file) throws IOException {
        // Given
        boolean iJson = !NOT_I_JSON.contains(file.getFileName().toString());

        // When
        List<Fault> faults = faults(MessageJson.read(Files.readAllBytes(file)));

        // Then
        assertThat(faults).isNotEmpty().allSatisfy(fault -> assertThat(fault.code() == Code.UNREADABLE)
                .isEqualTo(!iJson));
    }

    static List<Path> leftToTheParser() {
        return Corpora.files(SUITE, "i_");
    }

    @ParameterizedTest
    @MethodSource("leftToTheParser")
    void what_the_test_suite_leaves_open_is_unreadable(Path file) throws IOException {
        // Given
        boolean taken = TAKEN.contains(file.getFileName().toString());

        // When
        List<Fault> faults = faults(MessageJson.read(Files.readAllBytes(file)));

        // Then
        assertThat(faults).isNotEmpty().allSatisfy(fault -> assertThat(fault.code() == Code.UNREADABLE)
                .isEqualTo(!taken));
    }

    private static List<Fault> faults(Reading<Message> reading) {
        return reading instanceof Reading.Refused<Message> refused ? refused.faults() : List.of();
    }
}
