package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a running hub answers is what its description says, and what that says was seen or stands in a written list. Seen to fail with a
 * member taken out of the description, with a status that it did not name, and with a header that nobody sends.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DescriptionsTest {
    private static final String LIST = "described-and-not-seen.txt";

    private static ScopedWorld world;
    private static DescribedCalls described;

    @BeforeAll
    static void start() throws JMSException {
        world = new ScopedWorld(hub -> {
            described = new DescribedCalls(hub.withoutKey("/openapi.json"));
            hub.listening(described);
        });
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    @Order(1)
    void whatIsAnsweredIsDescribed() throws JMSException {
        var walk = new DescribedWalk(world);
        walk.operators();
        walk.agencies();
        walk.documents();
        described.operations(walk::refusals);

        assertThat(described.faults()).isEmpty();
    }

    @Test
    @Order(2)
    void whatIsDescribedWasAnsweredOrStandsInTheList() {
        Map<Pattern, String> list = list();
        var unseen = new TreeSet<>(described.unseen());
        var idle = list.keySet().stream()
                .filter(pattern ->
                        unseen.stream().noneMatch(each -> pattern.matcher(each).matches()))
                .map(Pattern::pattern)
                .toList();
        unseen.removeIf(each ->
                list.keySet().stream().anyMatch(pattern -> pattern.matcher(each).matches()));

        assertThat(unseen).isEmpty();
        assertThat(idle).as("lines of the list for nothing").isEmpty();
    }

    /** By what is not seen here, as a pattern, the reason. */
    private static Map<Pattern, String> list() {
        try (InputStream in = DescriptionsTest.class.getResourceAsStream(LIST)) {
            var list = new LinkedHashMap<Pattern, String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(" {2,}", 2);
                        assertThat(parts).as(line).hasSize(2);
                        list.put(Pattern.compile(parts[0].strip()), parts[1]);
                    });
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
