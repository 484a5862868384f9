package org.kivuko.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of the largest size that is taken, made to cost as much as they can. Seen to fail without a limit on members. */
class JsonAttackTest {
    private static final int SIZE = 2 * 1024 * 1024;
    private static final long MOST_BYTES = 64L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> attacks() {
        String alike = IntStream.range(0, 1 << 14)
                .mapToObj(i -> IntStream.range(0, 14)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":0")))
                .collect(Collectors.joining(",", "{", "}"));
        return Stream.of(
                Arguments.of("200,000 levels of lists", "[".repeat(200_000)),
                Arguments.of("200,000 levels of objects", "{\"a\":".repeat(200_000)),
                Arguments.of("empty objects", many("{}")),
                Arguments.of("empty lists", many("[]")),
                Arguments.of("members of objects", many("{\"a\":{\"b\":0}}")),
                Arguments.of("numbers", many("1e9")),
                Arguments.of("a number of a megabyte", "[" + "1".repeat(1 << 20) + "]"),
                Arguments.of("an exponent without end", "[1e" + "9".repeat(50) + "]"),
                Arguments.of("names of one hash", alike),
                Arguments.of("escapes", "[\"" + "\\u0041".repeat(SIZE / 6 - 2) + "\"]"),
                Arguments.of("quotes that never close", "[\"" + "\\\"".repeat(SIZE / 2 - 2)));
    }

    private static String many(String element) {
        return "[" + (element + ",").repeat(SIZE / (element.length() + 1) - 1) + element + "]";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefusedAndCostsLittle(String name, String text) {
        // Given
        byte[] bytes = text.getBytes(UTF_8);
        MessageJson.read(bytes);

        // When
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        Reading<Message> reading = MessageJson.read(bytes);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        // Then
        System.out.printf("%s: %d bytes, %d ms, %d KiB%n", name, bytes.length, took.toMillis(), allocated >> 10);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused<Message>) reading).faults()).hasSizeLessThanOrEqualTo(Faults.MOST + 1);
        assertThat(allocated).isLessThan(MOST_BYTES);
        assertThat(took).isLessThan(LONGEST);
    }
}
