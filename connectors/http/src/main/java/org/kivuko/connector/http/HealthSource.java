package org.kivuko.connector.http;

import java.util.function.Supplier;

/**
 * One thing that the hub's health hangs on.
 *
 * @param name for example {@code ledger}
 * @param check asked at each call of health, from several threads; answers within a second or so
 */
public record HealthSource(String name, Supplier<Health> check) {

    /**
     * How it is.
     *
     * @param up false closes the hub's readiness
     * @param detail one sentence why, or what else an operator has to know; empty for nothing
     */
    public record Health(boolean up, String detail) {
        public static final Health UP = new Health(true, "");

        /** Up, where the condition holds; else down for the reason given. */
        public static Health of(boolean up, String reason) {
            return up ? UP : new Health(false, reason);
        }
    }

    /** Asks; a check that fails is down. */
    public Health ask() {
        try {
            return check.get();
        } catch (RuntimeException failure) {
            return new Health(false, "the check itself failed");
        }
    }
}
