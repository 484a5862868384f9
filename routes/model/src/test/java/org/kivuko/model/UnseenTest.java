package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "\u001b",
                "\u007f",
                "\u0085",
                "\u009b",
                "\u00ad",
                "\u061c",
                "\u200b",
                "\u200e",
                "\u2028",
                "\u2029",
                "\u202a",
                "\u202e",
                "\u2060",
                "\u2066",
                "\u2069",
                "\ufeff",
                "\ufdd0",
                "\uffff",
                "\ud800",
                "\udc00",
                "\udb40\udc41"
            })
    void what_nobody_sees_is_found_wherever_it_stands(String part) {
        assertThat(Unseen.in("Busia" + part)).isTrue();
        assertThat(Unseen.in(part + "ቡሲያ")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Direction Générale", "የኢሚግሬሽን", "إدارة الجوازات", "می\u200cروم", "two\nlines\tof it", "😀"})
    void what_people_write_is_left_alone(String text) {
        assertThat(Unseen.in(text)).isFalse();
    }

    @Test
    void a_name_has_one_form_and_one_line() {
        assertThat(Unseen.inName("Générale")).isFalse();
        assertThat(Unseen.inName("Ge\u0301ne\u0301rale")).isTrue();
        assertThat(Unseen.inName("a\nb")).isTrue();
    }

    @Test
    void a_space_stands_for_each_of_them() {
        assertThat(Unseen.without("Ge\u0301n\u202e\u0000ral 😀")).isEqualTo("Gén  ral 😀");
    }

    /** Seen to fail with each of the four pairs taken out. */
    @Test
    void what_looks_alike_has_one_skeleton() {
        assertThat(LookAlike.skeleton("KEN.D1S")).isEqualTo(LookAlike.skeleton("KEN.DIS"));
        assertThat(LookAlike.skeleton("KEN.R0")).isEqualTo(LookAlike.skeleton("KEN.RO"));
        assertThat(LookAlike.skeleton("KEN-UGA.hea1th")).isEqualTo(LookAlike.skeleton("KEN-UGA.health"));
        assertThat(LookAlike.skeleton("KEN-UGA.Ill")).isEqualTo(LookAlike.skeleton("KEN-UGA.lll"));
        assertThat(LookAlike.skeleton("KEN-UGA.farms")).isEqualTo(LookAlike.skeleton("KEN-UGA.farrns"));
        assertThat(LookAlike.skeleton("KEN.DIS")).isNotEqualTo(LookAlike.skeleton("KEN.DCI"));
    }
}
