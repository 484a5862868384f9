package org.kivuko.agreement;

import java.time.Instant;

/** Something that one party did about an agreement, and when. Whether it counts, {@link Life} says. */
public sealed interface Act {
    /** The state that acted. */
    String party();

    /** From when on it counts. */
    Instant at();

    /** The party has signed this version of the text. */
    record Sign(String party, Instant at) implements Act {}

    /** The party lets it come into force; it does once every party has signed it and done so. */
    record BringIntoForce(String party, Instant at, boolean provisionally) implements Act {}

    /** The party accepts an annex that it had not accepted in the text. */
    record AcceptAnnex(String party, Instant at, String annex) implements Act {}

    /** The party suspends it between itself and every other; each may do so alone. */
    record Suspend(String party, Instant at) implements Act {}

    /** The party ends its own suspension; that of another stays. */
    record Resume(String party, Instant at) implements Act {}

    /** The party will leave it once the period of notice is over. */
    record GiveNotice(String party, Instant at) implements Act {}

    /** The party agrees that it ends; it does once every party has done so. */
    record Terminate(String party, Instant at) implements Act {}
}
