package org.kivuko.operations.people;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another place that signs people in and vouches for them. Each call may take some seconds. Thread-safe. */
public interface Provider {
    /** What it is called for people. */
    String name();

    /** What those may of whom it says something. */
    List<Grant> grants();

    /**
     * Where the browser goes to.
     *
     * @throws ProviderUnavailable where that cannot be found out
     */
    URI leave(Trip trip) throws ProviderUnavailable;

    /**
     * What the browser brought back, whose state has been looked at.
     *
     * @param answer the parameters of the address that it came by
     * @throws ProviderUnavailable where the place cannot be asked
     */
    Arrival arrive(Trip trip, Map<String, String> answer) throws ProviderUnavailable;

    /** Where the browser goes to, so that the session there ends too; empty where that is not offered. */
    Optional<URI> farewell();

    /** What came back. */
    sealed interface Arrival {}

    /** Somebody. */
    record Vouched(Vouch vouch) implements Arrival {}

    /** The place let nobody in, or the person turned back. */
    record Declined() implements Arrival {}

    /** Something that proves nothing. */
    record NotBelieved() implements Arrival {}

    /** It does not answer, or not as it must. */
    final class ProviderUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public ProviderUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
