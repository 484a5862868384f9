package org.kivuko.hub.safety;

import static org.kivuko.operations.safety.Mender.PROGRAM;
import static org.kivuko.operations.safety.SafetyRule.is;
import static org.kivuko.operations.safety.SafetyRule.oneOf;

import java.util.List;
import org.kivuko.operations.safety.SafetyRule;

/** What the routes, and Camel beneath them, have to be. */
final class RouteRules {
    private static final String CONTENT = "Camel keeps or shows the content of messages past the hub's log";

    static final List<SafetyRule> ALL = List.of(
            oneOf(
                    "ROUTE_INPUT",
                    "input",
                    List.of("outbox", "direct"),
                    "jms",
                    "a message is taken that nobody checks, claims or commits in order",
                    PROGRAM),
            route("ROUTE_TRANSACTED", "transacted", "true", "false", "a message that fails half-way is gone"),
            oneOf(
                    "ROUTE_STEPS",
                    "steps",
                    List.of("bean", "to"),
                    "wireTap",
                    "a step leaves the thread and the transaction, or swallows what failed",
                    PROGRAM),
            route(
                    "ROUTE_OUTPUT",
                    "outputs",
                    "direct",
                    "jms",
                    "a message leaves past the record: what is not recorded is not released"),
            route("ROUTE_ERROR_HANDLER", "error handler", "none", "DefaultErrorHandler", "a failure counts as done"),
            route("ROUTE_REPLY", "replyTo", "none", "queue", "an answer is sent to wherever a sender says"),
            route("ROUTE_PATTERN", "exchangePattern", "none", "InOut", "an answer is sent to wherever a sender says"),
            route("ROUTE_CONSUMERS", "consumers", "1", "8", "two take from one outbox and order is lost"),
            route("ROUTE_AUTO_START", "autoStartup", "true", "false", "an outbox is not read and nobody is told"),
            off("ROUTE_TRACING", "tracing", CONTENT),
            off("ROUTE_BACKLOG_TRACING", "backlog tracing", CONTENT),
            off("ROUTE_HISTORY", "message history", CONTENT),
            off("ROUTE_DEBUGGER", "debugging", CONTENT),
            off("ROUTE_DEV_CONSOLE", "dev console", CONTENT),
            off("ROUTE_INFLIGHT", "inflight browse", CONTENT),
            off("ROUTE_ORIGINAL", "allowUseOriginalMessage", CONTENT),
            off("ROUTE_LOG_BODY", "logExhaustedMessageBody", CONTENT),
            off("ROUTE_LOG_INFLIGHT", "logInflightExchangesOnTimeout", CONTENT),
            off("ROUTE_SPOOL", "stream caching to disk", "the content of messages lies in files nobody looks after"),
            off("ROUTE_JMX", "JMX management", "who reaches the process stops, starts and reads routes"));

    private RouteRules() {}

    private static SafetyRule route(String code, String setting, String wanted, String refused, String why) {
        return is(code, setting, wanted, refused, why, PROGRAM);
    }

    private static SafetyRule off(String code, String setting, String why) {
        return is(code, setting, "false", "true", why, PROGRAM);
    }
}
