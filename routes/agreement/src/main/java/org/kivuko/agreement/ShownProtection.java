package org.kivuko.agreement;

import org.kivuko.model.CrossingRecord;

/**
 * Whether a crossing record shows that its traveller sought protection, for what is made of many records rather than delivered
 * one by one: nobody may conclude anything about that traveller from it (PR-1). Pure functions.
 */
public final class ShownProtection {
    private ShownProtection() {}

    /** Whether the record has one of the signs of PR-1. */
    public static boolean in(CrossingRecord record) {
        return Concerned.of(record).showsProtection();
    }
}
