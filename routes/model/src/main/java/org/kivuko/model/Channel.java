package org.kivuko.model;

/** Live traffic and exercises never share a queue. */
public enum Channel implements Coded {
    LIVE("live", ""),
    EXERCISE("exercise", "exercise.");

    private final String code;
    private final String queuePrefix;

    Channel(String code, String queuePrefix) {
        this.code = code;
        this.queuePrefix = queuePrefix;
    }

    @Override
    public String code() {
        return code;
    }

    /** What the name of a queue of this channel begins with. */
    public String queuePrefix() {
        return queuePrefix;
    }

    /** The channel that carries messages of this status: {@code exercise} and {@code test} never reach a live queue. */
    public static Channel of(Status status) {
        return status == Status.ACTUAL ? LIVE : EXERCISE;
    }
}
