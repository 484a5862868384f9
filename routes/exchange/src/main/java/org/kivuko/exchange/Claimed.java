package org.kivuko.exchange;

import java.time.Instant;

/** What became of a claim. */
public sealed interface Claimed {
    /** The key is claimed, now or by an earlier try of the same content that was never accepted: send, then mark. */
    record Send(Instant acceptedAt) implements Claimed {}

    /** The same content was accepted before, by whichever door. */
    record Repeated(Instant acceptedAt) implements Claimed {}

    /** Other content holds the key for ever. */
    record Conflict() implements Claimed {}

    /** Other content has an open claim; it may yet fall. */
    record Busy() implements Claimed {}
}
