package org.kivuko.hub.configuration;

import java.util.Optional;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.exchange.limit.Quota;

/** Reads the quotas of all agencies in {@code deploy/hub.yaml}, and those of one beside it in the file of its state. */
final class QuotaReader {
    private static final Shape QUOTAS = Shape.needs().may("messages", "bytes", "urgent", "connections", "waiting");

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
        return Rates.read(place, least, (least > 1 ? "67108864" : "6000") + "/PT1M");
    }
}
