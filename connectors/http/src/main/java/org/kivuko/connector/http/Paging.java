package org.kivuko.connector.http;

import java.util.Map;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param max 1 to {@link #MOST}
 * @param after the number that the page before said goes on
 */
record Paging(int max, Optional<Long> after) {
    static final int MOST = 200;
    private static final int USUAL = 50;

    /** From the parameters {@code max} and {@code after}; empty where one of them is out of bounds. */
    static Optional<Paging> read(Map<String, String> query) {
        String max = query.getOrDefault("max", Integer.toString(USUAL));
        String after = query.getOrDefault("after", "0");
        if (!max.matches("[0-9]{1,3}") || !after.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(max);
        return number < 1 || number > MOST
                ? Optional.empty()
                : Optional.of(
                        new Paging(number, Optional.of(Long.parseLong(after)).filter(no -> no > 0)));
    }
}
