package org.kivuko.agreement;

import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rules for what was held while an agreement was in force and is released after its end: they hold until the wind-down of
 * the agreement is over, as they stood at its end. Compiled when somebody asks for the first time. Thread-safe.
 */
final class WindDown {
    private final List<Agreement> all;
    private final Compiling compiling;
    private Agreements compiled;

    /** Compiles other agreements against the same directory. */
    interface Compiling {
        Agreements of(Collection<Agreement> agreements);
    }

    private WindDown(List<Agreement> all, Compiling compiling) {
        this.all = all;
        this.compiling = compiling;
    }

    /** Empty where no agreement winds down. */
    static Optional<WindDown> of(List<Agreement> all, Compiling compiling) {
        return all.stream().anyMatch(agreement -> agreement.ending().keep().isPresent())
                ? Optional.of(new WindDown(all, compiling))
                : Optional.empty();
    }

    synchronized Agreements agreements() {
        if (compiled == null) {
            compiled = compiling.of(all.stream().map(WindDown::extended).toList());
        }
        return compiled;
    }

    private static Agreement extended(Agreement agreement) {
        return agreement.ending().keep().map(keep -> extended(agreement, keep)).orElse(agreement);
    }

    /** Its ends are later, all else is as it was: what was suspended at the end stays suspended. */
    private static Agreement extended(Agreement it, Period keep) {
        return new Agreement(
                it.id(),
                it.version(),
                it.title(),
                it.instrument(),
                it.parties(),
                it.state(),
                new Agreement.Validity(it.valid().from(), it.valid().until().map(until -> until.plus(keep))),
                it.annexes(),
                it.rules(),
                new Ending(it.ending().notice(), Optional.empty()),
                it.life().endingLater(it.ending()));
    }
}
