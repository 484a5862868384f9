package org.kivuko.connector.postgres;

import java.util.Collection;
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

    static Books of(Collection<Taken> taken, Collection<CopyRows.Copy> copies) {
        return new Books(
                taken.size(),
                count(copies, CopyRows.Kind.DUPLICATE),
                count(copies, CopyRows.Kind.CONFLICT),
                count(copies, CopyRows.Kind.QUARANTINED),
                count(copies, CopyRows.Kind.TURNED),
                count(taken, Outcome.RELEASED),
                count(taken, Outcome.REDUCED),
                count(taken, Outcome.HELD),
                count(taken, Outcome.REFUSED));
    }

    private static int count(Collection<CopyRows.Copy> copies, CopyRows.Kind kind) {
        return (int) copies.stream().filter(copy -> copy.kind() == kind).count();
    }

    private static int count(Collection<Taken> taken, Outcome outcome) {
        return (int) taken.stream()
                .flatMap(message -> message.entry().deliveries().stream())
                .filter(delivery -> delivery.ruling().outcome() == outcome)
                .count();
    }
}
