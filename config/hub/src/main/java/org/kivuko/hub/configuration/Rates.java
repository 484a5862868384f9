package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.exchange.limit.Allowance;

/** Reads so much in so long a time: {@code 6000/PT1M}. Pure functions. */
public final class Rates {
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,11})/(P.{1,20})");
    private static final Duration LONGEST = Duration.ofDays(31);

    private Rates() {}

    /** Empty where the text is no number in a time of at most 31 days. */
    public static Optional<Allowance> parse(String text) {
        var match = RATE.matcher(text);
        return match.matches()
                ? Lengths.duration(match.group(2))
                        .filter(per -> per.compareTo(LONGEST) <= 0)
                        .map(per -> new Allowance(Long.parseLong(match.group(1)), per))
                : Optional.empty();
    }

    /**
     * A rate in a file.
     *
     * @param least the least number that is one
     * @param example of such a number
     */
    static Optional<Allowance> read(Value place, long least, String example) {
        return place.text().flatMap(text -> {
            var rate = parse(text).filter(it -> it.amount() >= least);
            if (rate.isEmpty()) {
                place.wrong(
                        Value.quoted(text) + " is no number in a time",
                        "write a number of at least " + least + ", a stroke and a time of at most 31 days: " + example);
            }
            return rate;
        });
    }
}
