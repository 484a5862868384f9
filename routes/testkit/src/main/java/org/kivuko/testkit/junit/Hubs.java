package org.kivuko.testkit.junit;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The hubs of one run of tests: one for each configuration, started when it is first asked for and stopped after the last test. More than
 * a few are not kept: the one that was asked for longest ago is stopped then. Thread-safe.
 */
@SuppressWarnings("deprecation") // JUnit's newer name for what a store closes is not in all releases that partners use.
final class Hubs implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private static final int KEPT = 3;

    private final Map<HubConfiguration, Kivuko> running = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Class<?>, HubConfiguration> asked = new HashMap<>();
    private final Optional<HubProvider> provider;

    Hubs(Optional<HubProvider> provider) {
        this.provider = provider;
    }

    /** Those of this run. */
    static Hubs of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Hubs.class))
                .getOrComputeIfAbsent(Hubs.class, any -> new Hubs(provider()), Hubs.class);
    }

    /** Who runs hubs here. */
    static Optional<HubProvider> provider() {
        return ServiceLoader.load(HubProvider.class).findFirst();
    }

    /** The hub with the configuration that a test class asks for. */
    synchronized Kivuko hub(KivukoTest wanted, Class<?> test) throws HubNotStarted {
        HubConfiguration configuration = asked.get(test);
        if (configuration == null) {
            configuration = ConfigurationFiles.of(wanted, test);
            asked.put(test, configuration);
        }
        Kivuko there = running.get(configuration.contents());
        return there != null ? there : start(configuration);
    }

    private Kivuko start(HubConfiguration wanted) throws HubNotStarted {
        HubProvider found = provider.orElseThrow(() -> new HubNotStarted(
                "there is no hub on the class path of this test: add the artifact org.kivuko.config:kivuko-hub, in the version of"
                        + " kivuko-testkit and with scope test"));
        found.prepare();
        var clock = new HubClock(Clock.systemUTC());
        var hub = new Kivuko(found.start(wanted, clock), clock);
        while (running.size() >= KEPT) {
            HubConfiguration oldest = running.keySet().iterator().next();
            running.remove(oldest).stop();
        }
        running.put(wanted.contents(), hub);
        return hub;
    }

    @Override
    public synchronized void close() {
        running.values().forEach(Kivuko::stop);
        running.clear();
    }

    /** When a test class says that its tests begin. */
    static Optional<Instant> begin(KivukoTest wanted) {
        return wanted.at().isEmpty() ? Optional.empty() : Optional.of(Instant.parse(wanted.at()));
    }
}
