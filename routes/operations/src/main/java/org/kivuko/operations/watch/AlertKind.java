package org.kivuko.operations.watch;

import org.kivuko.model.Coded;

/** What is watched, in which unit, and what holds where nobody has said otherwise. */
public enum AlertKind implements Coded {
    /** Messages in a queue. */
    DEPTH("messages", 10_000),
    /** How long the oldest message of a queue has waited. */
    OLDEST("seconds", 3_600),
    /** How long nothing was heard of an agency. */
    SILENCE("seconds", 86_400),
    /** Of a hundred messages that an agency sent within the last hour, how many were refused to every recipient. */
    REFUSALS("percent", 50),
    /** Deliveries to an agency that wait for an officer. */
    HELD("messages", 20),
    /** Attempts in a row to push one message to an agency that failed; where pushing has stopped, 100. */
    PUSH("attempts", 3),
    /** Days until an agreement, a signing key or a certificate ends: less is worse. */
    EXPIRY("days", 30),
    /** Free room of a hundred parts of the disk on which the hub writes: less is worse. */
    DISK("percent", 15),
    /** Whether the clock is doubted. */
    CLOCK("yes", 1),
    /** Whether something that the hub's health hangs on is down. */
    HEALTH("yes", 1);

    private static final long TIMES = 2;

    private final String unit;
    private final long usual;

    AlertKind(String unit, long usual) {
        this.unit = unit;
        this.usual = usual;
    }

    /** Its name, which is the code. */
    @Override
    public String code() {
        return name();
    }

    /** In which values and thresholds are given: {@code messages}, {@code seconds}, {@code percent}, {@code days} or {@code yes}. */
    public String unit() {
        return unit;
    }

    /** The threshold that holds unless another is set. */
    public long usual() {
        return usual;
    }

    /** Whether a small value is the bad one. */
    public boolean lessIsWorse() {
        return this == EXPIRY || this == DISK;
    }

    /** Whether it is a question of yes or no: then there is no threshold to choose, only whether it is watched. */
    public boolean isYesOrNo() {
        return this == CLOCK || this == HEALTH;
    }

    /** Whether it is about the machine or the process of one hub, and says nothing about another's beside it. */
    public boolean isOfOneHub() {
        return this == DISK || this == PUSH || isYesOrNo();
    }

    /** The largest threshold that can be set; the smallest is 1. */
    public long most() {
        return switch (unit) {
            case "percent", "attempts" -> 100;
            case "yes" -> 1;
            default -> 1_000_000_000;
        };
    }

    /** The value at which an alert presses, for a threshold: twice as much, or half where less is worse. */
    public long urgentAt(long threshold) {
        if (isYesOrNo()) {
            return threshold;
        }
        return lessIsWorse() ? threshold / TIMES : threshold * TIMES;
    }
}
