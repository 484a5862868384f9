package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,0 0,1 1,1 0,0",
                " 0,0  0,1\n1,1\t0,0 ",
                "-90,-180 90,-180 90,180 -90,180 -90,-180",
                "0,0 0,2 1,1 2,2 2,0 1,1 0,0",
                "0,0 0,1 0,2 1,1 0,0",
                "+0.5,34. 0.6,34.1 0.7,34.0 +0.5,34."
            })
    void a_line_that_closes_and_does_not_cross_itself_is_a_polygon(String text) {
        assertThat(Shapes.faultOfPolygon(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0,0 0,1 0,0",
                "0,0 0,1 1,1 1,0",
                "0,0 0,1 91,1 0,0",
                "0,0 0,181 1,1 0,0",
                "0,0 0;1 1,1 0,0",
                "0,0 0,1e0 1,1 0,0",
                "0,0 1,1 0,1 1,0 0,0"
            })
    void everything_else_is_none(String text) {
        assertThat(Shapes.faultOfPolygon(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.464,34.111 5", "-16.053,-173.274 0.0", " 0,0\t1 "})
    void a_point_and_a_radius_are_a_circle(String text) {
        assertThat(Shapes.faultOfCircle(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0,0", "0,0 -1", "0,0 1 2", "91,0 1", "0 0 1", "0,0 NaN"})
    void anything_else_is_no_circle(String text) {
        assertThat(Shapes.faultOfCircle(text)).isPresent();
    }

    @Test
    void a_coast_of_50_000_points_is_checked_and_a_web_of_lines_is_given_up_soon() {
        // Given
        StringBuilder coast = new StringBuilder("0,0");
        StringBuilder web = new StringBuilder("0,0");
        for (int i = 1; i < 50_000; i++) {
            double angle = i * 2 * Math.PI / 50_000;
            double radius = 10 + (i % 2) * 0.001;
            coast.append(
                    String.format(Locale.ROOT, " %.5f,%.5f", radius * Math.sin(angle), radius * Math.cos(angle) - 10));
            web.append(i % 2 == 0 ? " 80," : " 1,").append(i * 0.002);
        }

        // Then
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(Shapes.faultOfPolygon(coast + " 0,0")).isEmpty();
            assertThat(Shapes.faultOfPolygon(web + " -1,100 0,0"))
                    .hasValueSatisfying(why -> assertThat(why).contains("intricate"));
        });
    }
}
