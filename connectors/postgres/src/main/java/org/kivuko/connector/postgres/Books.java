package org.kivuko.connector.postgres;

import java.util.Collection;
import java.util.List;
import org.kivuko.agreement.Outcome;

/** How often each thing happened in one recording. */
record Books(
        int accepted,
        int duplicates,
        int conflicts,
        int quarantined,
        int turned,
        int released,
        int reduced,
        int held,
        int refused) {

    /**
     * @param made the rulings of the recording
     * @param accepted how many messages it took
     * @param decided how many of the rulings stand in the place of one that was held
     */
    static Books of(List<RulingRows.Row> made, int accepted, int decided, Collection<CopyRows.Copy> copies) {
        return new Books(
                accepted,
                count(copies, CopyRows.Kind.DUPLICATE),
                count(copies, CopyRows.Kind.CONFLICT),
                count(copies, CopyRows.Kind.QUARANTINED),
                count(copies, CopyRows.Kind.TURNED),
                count(made, Outcome.RELEASED),
                count(made, Outcome.REDUCED),
                count(made, Outcome.HELD) - decided,
                count(made, Outcome.REFUSED));
    }

    private static int count(Collection<CopyRows.Copy> copies, CopyRows.Kind kind) {
        return (int) copies.stream().filter(copy -> copy.kind() == kind).count();
    }

    private static int count(List<RulingRows.Row> made, Outcome outcome) {
        return (int)
                made.stream().filter(row -> row.ruling().outcome() == outcome).count();
    }
}
