package org.kivuko.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the ledger knows of something that lies in an inbox. */
public sealed interface Lying {
    /**
     * A delivery that its recipient may be handed.
     *
     * @param asked what somebody asked to have made of it
     */
    record Open(LinkNumber link, Optional<Withdrawal> asked) implements Lying {}

    /** Its recipient has taken it over: it is there only because the broker was not told. */
    record TakenOver() implements Lying {}

    /** A void. */
    record StandsVoid() implements Lying {}

    /** A delivery that was withdrawn: its void belongs in its place. */
    record Withdrawn(VoidPlace place) implements Lying {}

    /**
     * A void and its place.
     *
     * @param id of the void
     * @param link number of the delivery in whose place it stands
     * @param at when the delivery was withdrawn
     */
    record VoidPlace(UUID id, LinkNumber link, Instant at) {}
}
