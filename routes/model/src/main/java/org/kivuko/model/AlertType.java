package org.kivuko.model;

/**
 * What an alert is about, with the lowest handling code it may travel under and whether the
 * protections of persons look at it.
 */
public enum AlertType implements Coded {
    DOC_LOST(Handling.H0),
    DOC_STOLEN(Handling.H0),
    DOC_REVOKED(Handling.H0),
    DOC_FRAUD(Handling.H0),
    VEH_STOLEN(Handling.H0),
    VEH_CHECK(Handling.H0),
    OBJ_SEIZE(Handling.H0),
    PER_ARREST(Handling.H1),
    PER_CHECK(Handling.H2),
    PER_REFUSE_ENTRY(Handling.H1),
    PER_MISSING(Handling.H0),
    PER_AT_RISK(Handling.H2),
    TIP_PATTERN(Handling.H0),
    SOM_ROUTE(Handling.H0),
    PROT_REFERRAL(Handling.H0),
    HEALTH_EVENT(Handling.H0),
    HEALTH_MEASURE(Handling.H0),
    ANIMAL_HEALTH(Handling.H0),
    CUST_RISK(Handling.H0),
    CUST_SEIZURE(Handling.H0),
    FLOW_SURGE(Handling.H0),
    POST_STATUS(Handling.H0),
    THREAT_IMMINENT(Handling.H2),
    PUBLIC_WARNING(Handling.H0);

    private final Handling minHandling;

    AlertType(Handling minHandling) {
        this.minHandling = minHandling;
    }

    /** The word of messages and agreements, for example {@code DOC-LOST}. */
    @Override
    public String code() {
        return name().replace('_', '-');
    }

    /** Whether it is about help: what goes before control, and is never capped (protection PR-6). */
    public boolean isAssistance() {
        return this == PROT_REFERRAL || this == HEALTH_EVENT || this == HEALTH_MEASURE;
    }

    /** The lowest handling code under which it is delivered. */
    public Handling minHandling() {
        return minHandling;
    }
}
