package org.kivuko.agreement;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;

/**
 * How a permit is controlled while it is used. What is empty was not stated.
 *
 * @param reviewWithin how long an officer has to release or refuse; present where every message waits for one
 * @param copies who gets a copy beside the addressees
 * @param emergency when the permit holds at all; absent: always
 */
public record Controls(
        Optional<RateCap> rateCap, Optional<Duration> reviewWithin, Set<Copy> copies, Optional<Emergency> emergency) {
    public static final Controls NONE = new Controls(Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    public Controls {
        copies = Set.copyOf(copies);
    }

    /**
     * The most copies that may cross, or be held, over one link under one rule.
     *
     * @param most from 1
     * @param within the time over which they are counted, up to the instant of judging
     */
    public record RateCap(int most, Duration within) {}

    /** Somebody who gets a copy beside the addressees. */
    public enum Copy implements Coded {
        /** The agency that may act for all of the recipient's state. */
        CENTRAL_CONTACT("central-contact");

        private final String code;

        Copy(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * A permit that holds only while an emergency is declared for it, and then decides in place of the others.
     *
     * @param by who may declare it
     * @param most how long one may last
     */
    public record Emergency(Set<AgencyId> by, Duration most) {
        public Emergency {
            by = Set.copyOf(by);
        }
    }
}
