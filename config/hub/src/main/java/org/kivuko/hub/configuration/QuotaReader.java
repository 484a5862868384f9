package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.exchange.limit.Quota;

/** Reads the quotas of all agencies in {@code deploy/hub.yaml}, and those of one beside it in the file of its state. */
final class QuotaReader {
    private static final Shape QUOTAS = Shape.needs().may("messages", "bytes", "urgent", "connections", "waiting");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,11})/(P.{1,20})");
    private static final Duration LONGEST = Duration.ofDays(31);

    private QuotaReader() {}

    static Optional<Quota> read(Value place) {
        var keys = place.mapping(QUOTAS);
        return Optional.of(new Quota(
                keys.get("messages", value -> rate(value, 1)),
                keys.get("bytes", value -> rate(value, Reader.MAX_BYTES)),
                keys.get("urgent", value -> rate(value, 1)),
                keys.get("connections", value -> value.wholeNumber(1, 10_000)),
                keys.get("waiting", value -> value.wholeNumber(1, Integer.MAX_VALUE))
                        .map(Integer::longValue)));
    }

    private static Optional<Allowance> rate(Value place, long least) {
        return place.text().flatMap(text -> {
            var match = RATE.matcher(text);
            var allowance = match.matches()
                    ? Lengths.duration(match.group(2))
                            .filter(per -> per.compareTo(LONGEST) <= 0)
                            .map(per -> new Allowance(Long.parseLong(match.group(1)), per))
                            .filter(it -> it.amount() >= least)
                    : Optional.<Allowance>empty();
            if (allowance.isEmpty()) {
                place.wrong(
                        Value.quoted(text) + " is no number in a time",
                        "write a number of at least " + least
                                + ", a stroke and a time of at most 31 days: " + (least > 1 ? "67108864" : "6000")
                                + "/PT1M");
            }
            return allowance;
        });
    }
}
