package org.kivuko.exchange;

/**
 * Where a batch leaves: sends that become visible together with the consumption of the batch, or not at all. Belongs to one
 * consumer and its thread.
 */
@FunctionalInterface
public interface Outlet {
    /** Sends a durable message, built fresh from the parcel and nothing else. */
    void send(Parcel parcel);
}
