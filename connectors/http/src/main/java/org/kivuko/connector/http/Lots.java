package org.kivuko.connector.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.Channel;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/**
 * How much is asked for, for how long, and from where.
 *
 * @param max 1 to 100
 * @param pause how long to wait where nothing is there, zero to 30 s
 */
record Lots(int max, Duration pause, Channel channel) {
    static final int MOST = 100;
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int USUAL = 10;

    /** From the parameters {@code max}, {@code wait} and {@code channel}. */
    static Reading<Lots> read(Map<String, String> query) {
        Optional<Integer> max = max(query, USUAL);
        if (max.isEmpty()) {
            return tooMany();
        }
        Optional<Duration> pause = pause(query.getOrDefault("wait", "PT0S"));
        if (pause.isEmpty()) {
            return refused(Query.fault("wait", "an ISO 8601 duration from PT0S to PT30S"));
        }
        Optional<Channel> channel = Coded.find(Channel.class, query.getOrDefault("channel", Channel.LIVE.code()));
        if (channel.isEmpty()) {
            return refused(Query.fault("channel", "one of " + Coded.all(Channel.class)));
        }
        return new Reading.Accepted<>(new Lots(max.get(), pause.get(), channel.get()), List.of());
    }

    static <T> Reading<T> tooMany() {
        return refused(Query.max(MOST));
    }

    private static <T> Reading<T> refused(Fault fault) {
        return new Reading.Refused<>(List.of(fault));
    }

    /** The parameter {@code max}; empty where it is out of bounds. */
    static Optional<Integer> max(Map<String, String> query, int usual) {
        return number(query.getOrDefault("max", Integer.toString(usual)), MOST);
    }

    /** A number from 1 to {@code most}, which has three digits at most. */
    static Optional<Integer> number(String text, int most) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= most);
    }

    private static Optional<Duration> pause(String text) {
        try {
            Duration pause = Duration.parse(text);
            return pause.isNegative() || pause.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(pause);
        } catch (DateTimeParseException | ArithmeticException notADuration) {
            return Optional.empty();
        }
    }
}
