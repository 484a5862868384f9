package org.kivuko.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/**
 * Keeps a warning of the broker out of the log that quotes the account as somebody typed it, who may have typed the key instead, and
 * the name in a certificate. The hub writes down the same refusals itself ({@code RefusalLog}). Named in {@code logback.xml}.
 */
public final class QuotingWarnings extends TurboFilter {
    private static final String NOT_AUTHENTICATED = "AMQ222216";

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable failure) {
        return format != null && format.startsWith(NOT_AUTHENTICATED) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
