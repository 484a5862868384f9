package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.hub.configuration.HubSettings.Signatures;

/** Reads {@code deploy/hub.yaml}. */
final class HubReader {
    private static final Shape FILE = Shape.needs().may("signatures", "quotas", "resendWithin");

    private static final String NEVER = "PT0S";

    private HubReader() {}

    static HubSettings read(Value file) {
        var keys = file.mapping(FILE);
        var signatures = keys.get("signatures", place -> place.oneOf(Signatures.class, "way of signing"));
        var quotas = keys.get("quotas", QuotaReader::read).orElse(Quota.NONE);
        var within = keys.get("resendWithin", HubReader::lengthOrNever);
        return new HubSettings(
                signatures.orElse(Signatures.NONE),
                new QuotaPlan(quotas, Map.of()),
                within.orElse(HubSettings.DEFAULT.resendWithin()));
    }

    private static Optional<Duration> lengthOrNever(Value place) {
        return place.text().filter(NEVER::equals).map(Duration::parse).or(() -> Lengths.duration(place));
    }
}
