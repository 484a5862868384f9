package org.kivuko.exchange.limit;

/** The hub takes nothing at the moment: nothing of it is lost, and the same can be tried again. */
public final class StandsStill extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StandsStill(String why) {
        super(why);
    }
}
