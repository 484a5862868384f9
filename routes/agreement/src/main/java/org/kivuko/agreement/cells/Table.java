package org.kivuko.agreement.cells;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The counts of one report, or of one earlier release of one. Not thread-safe. */
final class Table {
    /** Days, the end excluded. */
    record Period(LocalDate start, LocalDate end) {
        boolean contains(Period other) {
            return !equals(other) && !start.isAfter(other.start) && !end.isBefore(other.end);
        }

        /** Periods of one class are those that a longer one may consist of: days, weeks, longer ones. */
        int lengthClass() {
            long days = ChronoUnit.DAYS.between(start, end);
            return days <= 1 ? 1 : days <= 7 ? 7 : 31;
        }
    }

    private final Period period;
    private final SortedMap<Key, Optional<Quantity>> listed = new TreeMap<>();
    private final Map<Key, Quantity> implied = new HashMap<>();

    Table(Period period) {
        this.period = period;
    }

    Period period() {
        return period;
    }

    /** What stands in the report; empty where it gives no number. */
    SortedMap<Key, Optional<Quantity>> listed() {
        return listed;
    }

    /** Totals that do not stand in it but follow from it. */
    Map<Key, Quantity> implied() {
        return implied;
    }

    boolean lists(Key key) {
        return listed.containsKey(key);
    }

    /** The number for a key, as it stands or follows; empty where there is none or it was not given. */
    Optional<Quantity> find(Key key) {
        var stated = listed.get(key);
        return stated != null ? stated : Optional.ofNullable(implied.get(key));
    }
}
