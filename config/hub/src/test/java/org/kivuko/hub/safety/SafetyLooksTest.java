package org.kivuko.hub.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;

/** What stands in a process and in routes is seen: each unsafe thing, seeded alone, is found by its code. */
class SafetyLooksTest {
    /** Changes what is otherwise safe. */
    interface Seed {
        void on(DefaultCamelContext camel) throws Exception;
    }

    /** Adds one route. */
    interface Route {
        void to(RouteBuilder builder);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("properties")
    void anUnsafePropertyIsFound(String code, String property, String value) {
        // Given
        var properties = new HashMap<>(SafeFacts.PROPERTIES);
        properties.put(property, value);
        if (value == null) {
            properties.remove(property);
        }

        // Then
        assertThat(process(ProcessCheck.facts(properties, List.of(), SafeFacts.OPTIONS, "UTF-8", SafeFacts.DISABLED)))
                .containsExactly(code);
    }

    static Stream<Arguments> properties() {
        return Stream.of(
                Arguments.of("PROCESS_SERIAL_FILTER", "jdk.serialFilter", null),
                Arguments.of("PROCESS_SERIAL_FILTER", "jdk.serialFilter", "java.util.*"),
                Arguments.of("PROCESS_REMOTE_JMX", "com.sun.management.jmxremote", ""),
                Arguments.of("PROCESS_REMOTE_JMX", "com.sun.management.jmxremote.port", "9010"),
                Arguments.of("PROCESS_SELF_ATTACH", "jdk.attach.allowAttachSelf", "true"),
                Arguments.of("PROCESS_PROXY", "http.proxyHost", "proxy.example"),
                Arguments.of("PROCESS_PROXY", "https.proxyHost", "proxy.example"),
                Arguments.of("PROCESS_PROXY", "socksProxyHost", "proxy.example"),
                Arguments.of("PROCESS_PROXY", "java.net.useSystemProxies", "true"),
                Arguments.of("PROCESS_TLS_DEBUG", "javax.net.debug", "ssl"),
                Arguments.of("PROCESS_CALL_LOG", "jdk.httpclient.HttpClient.log", "headers"),
                Arguments.of("PROCESS_HOST_NAMES", "jdk.internal.httpclient.disableHostnameVerification", "true"),
                Arguments.of("PROCESS_HOST_NAMES", "jdk.internal.httpclient.disableHostnameVerification", ""),
                Arguments.of("PROCESS_TLS_VERSIONS", "jdk.tls.client.protocols", "TLSv1,TLSv1.2"),
                Arguments.of("PROCESS_REMOTE_CODE", "com.sun.jndi.rmi.object.trustURLCodebase", "true"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void anUnsafeMachineIsFound(String code, SafetyFacts facts) {
        assertThat(process(facts)).containsExactly(code);
    }

    static Stream<Arguments> machines() {
        return Stream.of(
                option("PROCESS_HEAP_DUMP", "HeapDumpOnOutOfMemoryError", "true"),
                option("PROCESS_CORE_DUMP", "CreateCoredumpOnCrash", "true"),
                option("PROCESS_OUT_OF_MEMORY", "ExitOnOutOfMemoryError", "false"),
                machine("PROCESS_BYTECODE", "-Xverify:none", "UTF-8", SafeFacts.DISABLED),
                machine("PROCESS_BYTECODE", "-noverify", "UTF-8", SafeFacts.DISABLED),
                machine("PROCESS_DEBUGGER", "-agentlib:jdwp=transport=dt_socket,server=y", "UTF-8", SafeFacts.DISABLED),
                machine("PROCESS_DEBUGGER", "-Xrunjdwp:transport=dt_socket", "UTF-8", SafeFacts.DISABLED),
                machine("PROCESS_ENCODING", "-Xmx1g", "US-ASCII", SafeFacts.DISABLED),
                machine("PROCESS_TLS_VERSIONS", "-Xmx1g", "UTF-8", "SSLv3, RC4"));
    }

    private static Arguments option(String code, String option, String value) {
        var options = new HashMap<>(SafeFacts.OPTIONS);
        options.put(option, value);
        return Arguments.of(
                code, ProcessCheck.facts(SafeFacts.PROPERTIES, List.of(), options, "UTF-8", SafeFacts.DISABLED));
    }

    private static Arguments machine(String code, String argument, String encoding, String disabled) {
        return Arguments.of(
                code,
                ProcessCheck.facts(SafeFacts.PROPERTIES, List.of(argument), SafeFacts.OPTIONS, encoding, disabled));
    }

    @Test
    void aPasswordInAPropertyIsNotRepeated() {
        // Given
        var properties = new HashMap<>(SafeFacts.PROPERTIES);
        properties.put("com.sun.management.jmxremote.ssl.config.file", "/etc/secret-name");

        // Then
        assertThat(SafetyRule.faults(
                                ProcessRules.ALL,
                                ProcessCheck.facts(
                                        properties, List.of(), SafeFacts.OPTIONS, "UTF-8", SafeFacts.DISABLED))
                        .toString())
                .doesNotContain("secret-name");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("camels")
    void anUnsafeCamelIsFound(String code, Seed seed) throws Exception {
        // Given
        DefaultCamelContext camel = SafeFacts.camel();
        camel.addRoutes(route(it -> it.from("direct:x")
                .routeId("x")
                .errorHandler(it.noErrorHandler())
                .to("direct:y")));

        // When
        seed.on(camel);

        // Then
        assertThat(SafetyRule.faults(RouteRules.ALL, RouteCheck.facts(camel)))
                .extracting(SafetyFault::code)
                .contains(code);
    }

    static Stream<Arguments> camels() {
        return Stream.of(
                camel("ROUTE_TRACING", camel -> camel.setTracing(true)),
                camel("ROUTE_BACKLOG_TRACING", camel -> camel.setBacklogTracing(true)),
                camel("ROUTE_BACKLOG_TRACING", camel -> camel.setBacklogTracingStandby(true)),
                camel("ROUTE_HISTORY", camel -> camel.setMessageHistory(true)),
                camel("ROUTE_DEBUGGER", camel -> camel.setDebugging(true)),
                camel("ROUTE_DEV_CONSOLE", camel -> camel.setDevConsole(true)),
                camel("ROUTE_INFLIGHT", camel -> camel.getInflightRepository().setInflightBrowseEnabled(true)),
                camel("ROUTE_ORIGINAL", camel -> camel.setAllowUseOriginalMessage(true)),
                camel("ROUTE_LOG_BODY", camel -> camel.setLogExhaustedMessageBody(true)),
                camel("ROUTE_LOG_INFLIGHT", camel -> camel.getShutdownStrategy()
                        .setLogInflightExchangesOnTimeout(true)),
                camel("ROUTE_SPOOL", camel -> camel.getStreamCachingStrategy().setSpoolEnabled(true)),
                camel("ROUTE_AUTO_START", camel -> camel.setAutoStartup(false)),
                added(
                        "ROUTE_AUTO_START",
                        it -> safe(it, "direct:a").autoStartup(false).to("direct:b")),
                added("ROUTE_TRACING", it -> {
                    var route = safe(it, "direct:a");
                    route.setTrace("true");
                    route.to("direct:b");
                }),
                added("ROUTE_INPUT", it -> safe(it, "jms:queue:agency.KEN.DIS.outbox?transacted=true")
                        .to("direct:b")),
                added("ROUTE_TRANSACTED", it -> safe(it, "jms:queue:agency.KEN.DIS.outbox")
                        .to("direct:b")),
                added("ROUTE_STEPS", it -> safe(it, "direct:a").wireTap("direct:b")),
                added("ROUTE_STEPS", it -> safe(it, "direct:a").threads(8).to("direct:b")),
                added(
                        "ROUTE_STEPS",
                        it -> safe(it, "direct:a").onException(Exception.class).handled(true)),
                added(
                        "ROUTE_STEPS",
                        it -> safe(it, "direct:a").doTry().to("direct:b").doCatch(Exception.class)),
                added("ROUTE_OUTPUT", it -> safe(it, "direct:a").to("jms:queue:agency.UGA.DCIC.inbox")),
                added(
                        "ROUTE_ERROR_HANDLER",
                        it -> it.from("direct:a").routeId("a").to("direct:b")),
                added("ROUTE_ERROR_HANDLER", it -> it.from("direct:a")
                        .routeId("a")
                        .errorHandler(it.deadLetterChannel("log:dead"))
                        .to("direct:b")),
                added("ROUTE_REPLY", it -> safe(it, "direct:a").to("direct:b?replyTo=q")),
                added("ROUTE_PATTERN", it -> safe(it, "direct:a?exchangePattern=InOut")
                        .to("direct:b")),
                added("ROUTE_PATTERN", it -> safe(it, "direct:a")
                        .to(org.apache.camel.ExchangePattern.InOut, "direct:b")),
                added("ROUTE_CONSUMERS", it -> safe(it, "outbox:agency.KEN.DIS.outbox?concurrentConsumers=8")
                        .to("direct:b")),
                added("ROUTE_CONSUMERS", it -> safe(it, "outbox:agency.KEN.DIS.outbox?maxConcurrentConsumers=8")
                        .to("direct:b")));
    }

    /** Two codes have no seed here: nothing on the class path manages Camel over JMX. */
    @Test
    void everyRuleOfProcessAndRoutesIsSeeded() {
        // Given
        var seeded = Stream.of(properties(), machines(), camels())
                .flatMap(it -> it)
                .map(it -> (String) it.get()[0])
                .collect(Collectors.toSet());
        seeded.add("ROUTE_JMX");

        // Then
        var rules = new ArrayList<>(ProcessRules.ALL);
        rules.addAll(RouteRules.ALL);
        assertThat(seeded).isEqualTo(rules.stream().map(SafetyRule::code).collect(Collectors.toSet()));
    }

    @Test
    void aHubThatTheLauncherStartedIsSafe() {
        assertThat(process(SafeFacts.process())).isEmpty();
    }

    private static List<String> process(SafetyFacts facts) {
        return SafetyRule.faults(ProcessRules.ALL, facts).stream()
                .map(SafetyFault::code)
                .toList();
    }

    private static Arguments camel(String code, Seed seed) {
        return Arguments.of(code, seed);
    }

    private static Arguments added(String code, Route route) {
        Seed seed = camel -> camel.addRoutes(route(route));
        return Arguments.of(code, seed);
    }

    private static org.apache.camel.model.RouteDefinition safe(RouteBuilder builder, String input) {
        return builder.from(input).routeId("added").errorHandler(builder.noErrorHandler());
    }

    private static RouteBuilder route(Route route) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                route.to(this);
            }
        };
    }
}
