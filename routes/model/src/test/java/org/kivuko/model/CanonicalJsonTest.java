package org.kivuko.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @Test
    void the_example_of_rfc_8785_comes_out_as_printed_there() {
        // Given
        String text = "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
                + "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}";

        // Then
        assertThat(canonical(text))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void members_are_sorted_by_utf16_code_units() {
        // Given the names of RFC 8785, 3.2.3
        String text =
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}";

        // Then
        assertThat(canonical(text).replaceAll(".*?:([0-9])", "$1")).isEqualTo("2467153}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "1.0, 1",
        "100, 100",
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "1.2345678901234568e20, 123456789012345680000",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "1.5e-7, 1.5e-7",
        "5e-324, 5e-324",
        "-1.7976931348623157e308, -1.7976931348623157e+308",
        "9007199254740991, 9007199254740991",
        "2e-3, 0.002",
        "-12.5, -12.5",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1e23, 1e+23"
    })
    void numbers_are_written_as_ecmascript_writes_them(String written, String canonical) {
        assertThat(canonical("{\"n\":" + written + "}")).isEqualTo("{\"n\":" + canonical + "}");
    }

    @Test
    void the_same_message_has_the_same_canonical_form_whatever_its_order_spaces_and_trace() {
        // Given
        ObjectNode tree = Examples.tree("alert-document-stolen");
        String first = canonical(tree);
        ObjectNode shuffled = tree.objectNode();
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, new Random(7));
        names.forEach(name -> shuffled.set(name, tree.get(name)));

        // When
        shuffled.put("traceparent", "00-00000000000000000000000000000001-0000000000000001-00");

        // Then
        assertThat(canonical(shuffled)).isEqualTo(first).doesNotContain("traceparent");
    }

    @Test
    void other_content_has_another_canonical_form() {
        // Given
        ObjectNode tree = Examples.tree("alert-document-stolen");
        String first = canonical(tree);

        // When
        tree.put("handling", "H2");

        // Then
        assertThat(canonical(tree)).isNotEqualTo(first);
    }

    private static String canonical(ObjectNode tree) {
        return new String(MessageJson.canonical(Examples.accepted(MessageJson.read(MessageJson.write(tree)))), UTF_8);
    }

    private static String canonical(String json) {
        return new String(
                CanonicalJson.without(
                        "traceparent", StrictJson.parse(json.getBytes(UTF_8)).tree()),
                UTF_8);
    }
}
