package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.clock.ClockLimits;
import org.kivuko.exchange.limit.DiskMarks;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.hub.configuration.HubSettings.Signatures;

/** Reads {@code deploy/hub.yaml}. */
final class HubReader {
    private static final Shape FILE = Shape.needs()
            .may(
                    "signatures",
                    "quotas",
                    "disk",
                    "maxDowntime",
                    "resendWithin",
                    "doors",
                    "watch",
                    "onCall",
                    "signIn",
                    "files",
                    "listen",
                    "tls",
                    "tokens",
                    DatabaseReader.KEY);
    private static final Shape DOORS = Shape.needs().may("stomp", "mqtt");
    private static final Shape DISK = Shape.needs("stopBelow", "goAbove");
    private static final int LAST_PORT = 65_535;
    private static final int MIB_BITS = 20;
    /** The broker stops by itself below 16. */
    private static final int LEAST_MIB = 32;

    private static final String NEVER = "PT0S";

    private HubReader() {}

    static HubSettings read(Value file, Known known) {
        var keys = file.mapping(FILE);
        var signatures = keys.get("signatures", place -> place.oneOf(Signatures.class, "way of signing"));
        var quotas = keys.get("quotas", QuotaReader::read).orElse(Quota.NONE);
        var within = keys.get("resendWithin", HubReader::lengthOrNever);
        return new HubSettings(
                signatures.orElse(Signatures.NONE),
                new QuotaPlan(quotas, Map.of()),
                Map.of(),
                keys.get("disk", HubReader::disk),
                keys.get("maxDowntime", Lengths::duration).orElse(ClockLimits.DEFAULT_DOWNTIME),
                within.orElse(HubSettings.DEFAULT.resendWithin()),
                keys.get("doors", HubReader::doors).orElse(BrokerDoors.NONE),
                keys.get("watch", WatchReader::read).orElse(WatchSettings.DEFAULT),
                keys.list("onCall", WatchReader::onCall),
                keys.get("signIn", place -> SignInReader.read(place, known)),
                keys.get("files", place -> FileDoorReader.read(place, known)),
                keys.get("listen", place -> TlsReader.listen(place, keys.has("tls")))
                        .orElse(HubSettings.DEFAULT.listen()),
                keys.get("tls", TlsReader::read),
                TokenReader.read(keys, known),
                keys.get(DatabaseReader.KEY, DatabaseReader::read));
    }

    private static Optional<Duration> lengthOrNever(Value place) {
        return place.text().filter(NEVER::equals).map(Duration::parse).or(() -> Lengths.duration(place));
    }

    private static Optional<BrokerDoors> doors(Value place) {
        var keys = place.mapping(DOORS);
        return Optional.of(new BrokerDoors(
                keys.get("stomp", value -> value.wholeNumber(0, LAST_PORT)),
                keys.get("mqtt", value -> value.wholeNumber(0, LAST_PORT))));
    }

    private static Optional<DiskMarks> disk(Value place) {
        var keys = place.mapping(DISK);
        Optional<Long> stop = keys.get("stopBelow", HubReader::mebibytes);
        Optional<Long> go = keys.get("goAbove", HubReader::mebibytes);
        if (stop.isEmpty() || go.isEmpty()) {
            return Optional.empty();
        }
        if (go.get() <= stop.get()) {
            keys.wrong("goAbove", "'goAbove' is not above 'stopBelow'", "write more free space than at stopBelow");
            return Optional.empty();
        }
        return Optional.of(new DiskMarks(stop.get(), go.get()));
    }

    private static Optional<Long> mebibytes(Value place) {
        return place.wholeNumber(LEAST_MIB, Integer.MAX_VALUE).map(number -> (long) number << MIB_BITS);
    }
}
