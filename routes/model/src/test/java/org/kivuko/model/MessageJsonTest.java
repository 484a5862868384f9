package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTest {
    static List<String> examples() {
        return Examples.names().stream().filter(Examples::isPosted).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_as_posted_is_read(String name) {
        // When
        Reading<Message> reading = MessageJson.read(MessageJson.write(Examples.tree(name)));

        // Then
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
    }
}
