package org.kivuko.agreement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;

/**
 * The agreements between all states of a directory, compiled once and then asked for every message. A pure function of its
 * arguments: no clock, no store, no network. Immutable, thread-safe.
 */
public final class Agreements {

    /** Compiles agreements that were read and checked against this directory. */
    public static Agreements of(Directory directory, Collection<Agreement> agreements, PairHash hash) {
        throw new UnsupportedOperationException();
    }

    public Directory directory() {
        throw new UnsupportedOperationException();
    }

    /** Every agreement, whatever its state, in the order of ids. */
    public List<Agreement> all() {
        throw new UnsupportedOperationException();
    }

    /** Those in force at this instant: provisional or in force, and within their dates. */
    public List<Agreement> inForce(Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The agencies that the addresses of a message name at this instant, without its sender; or what is wrong with them. */
    public Expansion expand(Message message, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** Judges a message for one recipient at one instant. */
    public Ruling judge(Message message, AgencyId recipient, Instant at, Facts facts) {
        throw new UnsupportedOperationException();
    }

    /** Whether the message itself shows that a person sought protection (PR-1): what makes a thread protected. */
    public static boolean showsProtection(Message message) {
        throw new UnsupportedOperationException();
    }

    /** What addresses come to. */
    public sealed interface Expansion {
        record Recipients(SortedSet<AgencyId> agencies) implements Expansion {}

        /** Addresses that name nobody: {@code UNKNOWN_ADDRESS} at {@code /to}, one fault for each. */
        record Unknown(List<Fault> faults) implements Expansion {}
    }
}
