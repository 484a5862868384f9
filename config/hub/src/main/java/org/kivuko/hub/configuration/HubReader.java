package org.kivuko.hub.configuration;

import java.util.Map;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.hub.configuration.HubSettings.Signatures;

/** Reads {@code deploy/hub.yaml}. */
final class HubReader {
    private static final Shape FILE = Shape.needs().may("signatures", "quotas");

    private HubReader() {}

    static HubSettings read(Value file) {
        var keys = file.mapping(FILE);
        var signatures = keys.get("signatures", place -> place.oneOf(Signatures.class, "way of signing"));
        var quotas = keys.get("quotas", QuotaReader::read).orElse(Quota.NONE);
        return new HubSettings(signatures.orElse(Signatures.NONE), new QuotaPlan(quotas, Map.of()));
    }
}
