package org.kivuko.hub.safety;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyRule;

/** What the routes are that were added to Camel, and what Camel does beneath them; asked before it starts. Stateless. */
public final class RouteCheck {
    private static final List<String> TRANSACTED = List.of("outbox", "direct");
    private static final String NONE = "none";

    private final SafetyFacts.Collector facts = new SafetyFacts.Collector();

    private RouteCheck() {}

    /** All rules about routes and Camel. */
    public static List<SafetyRule> rules() {
        return RouteRules.ALL;
    }

    /** The facts of every route and of Camel. */
    public static SafetyFacts facts(DefaultCamelContext camel) {
        var check = new RouteCheck();
        check.context(camel);
        camel.getRouteDefinitions().forEach(check::route);
        return check.facts.facts();
    }

    private void context(DefaultCamelContext camel) {
        facts.add("tracing", on(camel.isTracing()));
        facts.add("backlog tracing", on(camel.isBacklogTracing()) || on(camel.isBacklogTracingStandby()));
        facts.add("message history", on(camel.isMessageHistory()));
        facts.add("debugging", on(camel.isDebugging()) || on(camel.isDebugStandby()));
        facts.add("dev console", on(camel.isDevConsole()));
        facts.add("inflight browse", camel.getInflightRepository().isInflightBrowseEnabled());
        facts.add("allowUseOriginalMessage", on(camel.isAllowUseOriginalMessage()));
        facts.add("logExhaustedMessageBody", on(camel.isLogExhaustedMessageBody()));
        facts.add("logInflightExchangesOnTimeout", camel.getShutdownStrategy().isLogInflightExchangesOnTimeout());
        facts.add("stream caching to disk", camel.getStreamCachingStrategy().isSpoolEnabled());
        facts.add("JMX management", camel.getManagementStrategy().getManagementAgent() != null);
        facts.add("autoStartup", camel.isAutoStartup());
    }

    private void route(RouteDefinition route) {
        String id = route.getRouteId();
        String input = route.getEndpointUrl();
        facts.add("input", scheme(input), id);
        facts.add(
                "transacted",
                TRANSACTED.contains(scheme(input))
                        || parameter(input, "transacted").equals("true"),
                id);
        uri(input, id);
        facts.add("consumers", consumers(input), id);
        facts.add("error handler", errorHandler(route.getErrorHandlerFactory()), id);
        facts.add("autoStartup", Optional.ofNullable(route.getAutoStartup()).orElse("true"), id);
        facts.add("tracing", Optional.ofNullable(route.getTrace()).orElse("false"), id);
        facts.add(
                "message history",
                Optional.ofNullable(route.getMessageHistory()).orElse("false"),
                id);
        route.getOutputs().forEach(step -> step(step, id));
    }

    private void step(ProcessorDefinition<?> step, String route) {
        facts.add("steps", step.getShortName(), route);
        if (step instanceof ToDefinition to) {
            facts.add("outputs", scheme(to.getEndpointUri()), route);
            uri(to.getEndpointUri(), route);
            facts.add("exchangePattern", Optional.ofNullable(to.getPattern()).orElse(NONE), route);
        }
        step.getOutputs().forEach(inner -> step(inner, route));
    }

    private void uri(String uri, String route) {
        facts.add("replyTo", parameter(uri, "replyTo"), route);
        facts.add("exchangePattern", parameter(uri, "exchangePattern"), route);
    }

    private static String consumers(String input) {
        String most = parameter(input, "maxConcurrentConsumers");
        String some = most.equals(NONE) ? parameter(input, "concurrentConsumers") : most;
        return some.equals(NONE) ? "1" : some;
    }

    private static String errorHandler(ErrorHandlerFactory factory) {
        if (factory == null) {
            return "Camel's default";
        }
        return factory instanceof NoErrorHandlerDefinition
                ? NONE
                : factory.getClass().getSimpleName().replace("Definition", "");
    }

    private static String scheme(String uri) {
        return uri.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String parameter(String uri, String name) {
        String query = uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return NONE;
    }

    private static boolean on(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
