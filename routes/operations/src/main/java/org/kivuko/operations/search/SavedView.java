package org.kivuko.operations.search;

import java.time.Instant;
import java.util.UUID;

/**
 * A question that somebody wants to ask again.
 *
 * @param owner login of who saved it
 * @param page of the console that asks it
 * @param query part of the address of that page, behind the question mark
 * @param shared whether every operator sees it
 */
public record SavedView(
        UUID view, String owner, String name, String page, String query, boolean shared, Instant savedAt) {
    /** The name is shown, and never the question: people may have typed something into it. */
    @Override
    public String toString() {
        return "SavedView[" + view + " " + owner + "]";
    }
}
