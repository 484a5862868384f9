package org.kivuko.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;

/** The instants at which agreements begin or end without anybody's doing. */
final class KnownInstants {
    private KnownInstants() {}

    /** The first of them after this instant. */
    static Optional<Instant> next(Agreements agreements, Instant after) {
        return agreements.all().stream()
                .map(Agreement::valid)
                .flatMap(valid -> Stream.concat(Stream.of(valid.from()), valid.until().stream()))
                .map(KnownInstants::begin)
                .filter(instant -> instant.isAfter(after))
                .min(Instant::compareTo);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
