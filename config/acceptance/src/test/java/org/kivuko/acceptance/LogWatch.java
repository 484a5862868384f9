package org.kivuko.acceptance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, with every detail that any layout could print. Thread-safe. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger own;
    private final Logger root;
    private final Level before;

    private LogWatch(LoggerContext context) {
        this.own = context.getLogger("org.kivuko");
        this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        this.before = own.getLevel();
        setContext(context);
    }

    /** Watches the hub's own words at DEBUG, everybody else's at the configured level. */
    static LogWatch open() {
        var watch = new LogWatch((LoggerContext) LoggerFactory.getILoggerFactory());
        watch.own.setLevel(Level.DEBUG);
        watch.start();
        watch.root.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String failure =
                event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        lines.add(event.getLoggerName() + " " + event.getThreadName() + " " + event.getFormattedMessage() + " "
                + event.getMDCPropertyMap() + " " + failure);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        own.setLevel(before);
        stop();
    }
}
